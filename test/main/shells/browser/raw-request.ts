import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request as written: fetch would mend the path and forbid the Host header. */
export async function rawRequest(
  port: number,
  path: string,
  headers: OutgoingHttpHeaders = {},
  method = 'GET',
  host = '127.0.0.1',
): Promise<RawAnswer> {
  const sent = request({ host, port, path, method, headers, agent: false })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }
}
