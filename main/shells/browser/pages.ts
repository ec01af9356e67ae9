import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { entrancePath } from '../../../preload/contract.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import type { Access } from './access.ts'
import type { Admission } from './admission.ts'
import type { Connections } from './connections.ts'
import { sendPage } from './plain-page.ts'

export interface PagesOptions {
  readonly windowFolder: string
  readonly port: number
  readonly access: Access
  readonly admission: Admission
  readonly connections: Connections
}

/** Serves the built window over HTTP, which holds nothing of the user's, and lets in those who hold a link. */
export function servePages({ windowFolder, port, access, admission, connections }: PagesOptions): RequestListener {
  const policy = contentSecurityPolicy([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`])
  // `dev` looks at the disk for each request: a build while the lab runs must not leave it with files that are gone.
  const serveFile = sirv(windowFolder, {
    dev: true,
    etag: true,
    setHeaders: (response, path) => {
      if (path.endsWith('/') || path.endsWith('.html')) response.setHeader('Cache-Control', 'no-store')
    },
  })

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('Content-Security-Policy', policy)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    if (!admission.namesThisLab(request)) {
      sendPage(response, wrongHost(port))
      return
    }
    if (request.url === entrancePath && request.method === 'POST') {
      letIn(request, response, { access, admission, connections })
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      sendPage(response, { status: 405, heading: 'Not allowed', text: 'This server only hands out pages.' })
      return
    }
    // sirv answers some ranges by throwing, and the window needs none.
    delete request.headers.range
    serveFile(request, response, () => {
      sendPage(response, { status: 404, heading: 'Not found', text: 'The lab has no such page. It starts at /.' })
    })
  }

  return (request, response) => {
    try {
      answer(request, response)
    } catch (error) {
      console.error('lockstep: a page could not be served:', error)
      if (!response.headersSent) response.statusCode = 500
      response.end()
    }
  }
}

/** Hands out the secret for a link's token. No page of another origin can ask for it, or read the answer. */
function letIn(
  request: IncomingMessage,
  response: ServerResponse,
  { access, admission, connections }: Pick<PagesOptions, 'access' | 'admission' | 'connections'>,
): void {
  const presented = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const secret = admission.comesFromOwnPage(request) ? access.enter(presented) : null
  if (secret !== null) connections.admit(request.socket)
  response.writeHead(secret === null ? 403 : 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(secret ?? 'This needs a link that was not used yet.')
}

function wrongHost(port: number) {
  const here = `http://127.0.0.1:${port}/`
  return {
    status: 403,
    heading: 'Not this address',
    text: `The lab answers at ${here} only. A tunnel to it needs the same port at both ends.`,
  }
}
