/**
 * The server that the kernel `http` asks: GET /20 is answered after 20 ms, with "20". It is a process of its own, so that
 * no measured worker does its work, listens on this machine only, says its port in one line, and ends with its stdin.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { outliveStreams } from '../system/lost-streams.ts'

outliveStreams()

const server = createServer((request, response) => {
  const [, digits] = /^\/(\d+)$/.exec(request.url ?? '') ?? []
  const waitMs = Number(digits)
  if (digits === undefined) {
    response.writeHead(400).end('expected a whole number of milliseconds')
    return
  }
  setTimeout(() => {
    const body = String(waitMs)
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': body.length }).end(body)
  }, waitMs)
})
// a client that computes or waits elsewhere for some seconds keeps its connection
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})

process.stdin.on('end', () => process.exit()).resume()
