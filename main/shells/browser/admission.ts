import type { IncomingMessage } from 'node:http'
import type { Access } from './access.ts'

/** Every request and every WebSocket at one port passes these checks. */
export interface Admission {
  /** A page elsewhere whose name was rebound to 127.0.0.1 still sends its own name here. */
  namesThisLab(request: IncomingMessage): boolean
  /** A page of another origin may open a WebSocket to any host: only the browser's Origin reveals it. */
  comesFromOwnPage(request: IncomingMessage): boolean
  /** Says whether the browser came in by a link before. */
  isKnown(request: IncomingMessage): boolean
  cookie(secret: string): string
}

export function admissionAt(port: number, access: Access): Admission {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  // Browsers send a cookie to every port of a host, so two labs at once need two names.
  const cookieName = `lockstep-${port}`
  return {
    namesThisLab: ({ headers }) => hosts.includes(headers.host ?? ''),
    comesFromOwnPage: ({ headers }) => headers.origin === `http://${headers.host ?? ''}`,
    isKnown: ({ headers }) => {
      const secret = readCookie(headers.cookie ?? '', cookieName)
      return secret !== null && access.admits(secret)
    },
    cookie: (secret) => `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
  }
}

function readCookie(header: string, name: string): string | null {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair === undefined ? null : pair.trim().slice(name.length + 1)
}
