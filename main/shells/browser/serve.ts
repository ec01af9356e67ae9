import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Lab } from '../../lab/lab.ts'
import { createAccess } from './access.ts'
import { admissionAt } from './admission.ts'
import { limitConnections, patience } from './connections.ts'
import { serveLabSocket } from './lab-socket.ts'
import { servePages } from './pages.ts'

export interface ServeOptions {
  readonly lab: Lab
  /** This folder holds the built window: `Programs.window`. */
  readonly windowFolder: string
  /** The default, 0, takes a free port. */
  readonly port?: number
  readonly heartbeatMs?: number
}

export interface BrowserShell {
  readonly port: number
  /** Makes a link that lets one tab in, and calls `used` when it has. Behind the # it is sent to no server. */
  issueLink(used?: () => void): string
  close(): Promise<void>
}

/**
 * Serves the window to browsers of this machine, on 127.0.0.1 only.
 * @throws if the port cannot be taken; the message says what to do
 */
export async function serveBrowser({ lab, windowFolder, port = 0, ...rest }: ServeOptions): Promise<BrowserShell> {
  const server = createServer(patience)
  const taken = await listen(server, port)
  const connections = limitConnections(server)
  const access = createAccess()
  const admission = admissionAt(taken)
  server.on('request', servePages({ windowFolder, port: taken, access, admission, connections }))
  const endSockets = serveLabSocket(server, { lab, access, admission, connections, ...rest })
  return {
    port: taken,
    issueLink: (used = () => undefined) => `http://127.0.0.1:${taken}/#token=${access.issueToken(used)}`,
    close: async () => {
      endSockets()
      const closed = once(server, 'close')
      server.close()
      connections.end()
      await closed
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen({ host: '127.0.0.1', port })
    await once(server, 'listening')
  } catch (cause) {
    throw new Error(listenProblem(port, cause), { cause })
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function listenProblem(port: number, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  const remedy = 'choose another with --port, or leave it out to get a free one'
  const where = `Port ${port} of 127.0.0.1`
  if (code === 'EADDRINUSE') return `${where} is in use: ${remedy}.`
  if (code === 'EACCES') return `${where} is not for this user: ${remedy}.`
  return `${where} cannot be taken (${cause instanceof Error ? cause.message : String(cause)}): ${remedy}.`
}
