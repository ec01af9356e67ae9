import type { IncomingMessage } from 'node:http'

/** Every request and every WebSocket at one port passes these checks. */
export interface Admission {
  /** A page elsewhere whose name was rebound to 127.0.0.1 still sends its own name here. */
  namesThisLab(request: IncomingMessage): boolean
  /** A page of another origin may open a WebSocket to any host: only the browser's Origin reveals it. */
  comesFromOwnPage(request: IncomingMessage): boolean
}

export function admissionAt(port: number): Admission {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return {
    namesThisLab: ({ headers }) => hosts.includes(headers.host ?? ''),
    comesFromOwnPage: ({ headers }) => headers.origin === `http://${headers.host ?? ''}`,
  }
}
