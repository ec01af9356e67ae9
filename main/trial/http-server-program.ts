/**
 * The server that the kernel `http` asks: GET /SECRET/20 is answered after 20 ms, with "20". It is a process of its own, so
 * that no measured worker does its work, and ends with its stdin. It listens on this machine only and says in one line its
 * port and the path, which the trial alone is told: whatever else asks it, a web page for example, is answered with 404.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { outliveStreams } from '../system/lost-streams.ts'

outliveStreams()

const path = `/${randomBytes(16).toString('hex')}/`
let host = ''

const server = createServer(({ url = '', headers }, response) => {
  const digits = url.startsWith(path) ? url.slice(path.length) : ''
  if (!/^\d+$/.test(digits) || headers.host !== host) {
    response.writeHead(404, { connection: 'close' }).end()
    return
  }
  const waitMs = Number(digits)
  setTimeout(() => {
    const body = String(waitMs)
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': body.length }).end(body)
  }, waitMs)
})
// a client that computes or waits elsewhere for some seconds keeps its connection
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  host = `127.0.0.1:${port}`
  process.stdout.write(`${port} ${path}\n`)
})

process.stdin.on('end', () => process.exit()).resume()
