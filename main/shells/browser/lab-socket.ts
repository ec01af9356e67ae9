import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Lab } from '../../lab/lab.ts'
import { serveLab } from '../../lab/rpc.ts'
import { socketProtocol } from '../../../preload/contract.ts'
import type { Access } from './access.ts'
import type { Admission } from './admission.ts'
import type { Connections } from './connections.ts'

const maxMessageBytes = 4 * 1024 * 1024
const defaultHeartbeatMs = 15_000

export interface LabSocketOptions {
  readonly lab: Lab
  readonly access: Access
  readonly admission: Admission
  readonly connections: Connections
  /** A peer that did not answer the last ping by the next one is taken for dead. */
  readonly heartbeatMs?: number
}

/**
 * Takes WebSockets at /lab on the server, each joined to the lab.
 * @returns the function that ends them all
 */
export function serveLabSocket(
  server: Server,
  { lab, access, admission, connections, heartbeatMs = defaultHeartbeatMs }: LabSocketOptions,
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => socketProtocol,
  })
  const silent = new WeakSet<WebSocket>()

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = refusalOf(request, access, admission)
    if (refusal !== null) {
      stream.on('error', () => undefined)
      // its other half would stay open as long as the peer likes
      stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy())
      return
    }
    connections.admit(stream)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      join(socket, lab)
      socket.on('pong', () => silent.delete(socket))
    })
  })

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate()
      } else {
        silent.add(socket)
        socket.ping()
      }
    }
  }, heartbeatMs)
  heartbeat.unref()

  return () => {
    clearInterval(heartbeat)
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}

function refusalOf(request: IncomingMessage, access: Access, admission: Admission): string | null {
  if (request.url !== '/lab') return '404 Not Found'
  const admitted =
    admission.namesThisLab(request) && admission.comesFromOwnPage(request) && access.admits(secretOf(request))
  return admitted ? null : '403 Forbidden'
}

/** A page sets no headers of a WebSocket but the protocols that it offers: ours, and behind it the secret. */
function secretOf({ headers }: IncomingMessage): string {
  const [protocol, secret = ''] = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  return protocol === socketProtocol ? secret : ''
}

function join(socket: WebSocket, lab: Lab): void {
  // Without a listener an oversized or malformed frame would end the lab; ws closes the socket by itself.
  socket.on('error', () => undefined)
  const part = serveLab(lab, {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message)
    },
    listen: (receive) => {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (!isBinary && Buffer.isBuffer(data)) receive(data.toString('utf8'))
      })
    },
    bufferedBytes: () => socket.bufferedAmount,
  })
  socket.on('close', part)
}
