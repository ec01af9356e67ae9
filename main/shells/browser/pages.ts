import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import sirv from 'sirv'
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

/** Serves the built window over HTTP to those who hold a link. */
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
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      sendPage(response, { status: 405, heading: 'Not allowed', text: 'This server only hands out pages.' })
      return
    }
    const { pathname, token } = readTarget(request.url ?? '/')
    if (pathname === '/' && token !== null && request.method === 'GET') {
      const secret = access.redeem(token)
      if (secret !== null) {
        response.writeHead(303, { Location: '/', 'Set-Cookie': admission.cookie(secret), 'Cache-Control': 'no-store' })
        response.end()
        return
      }
    }
    if (!admission.isKnown(request)) {
      sendPage(response, forbidden(request))
      return
    }
    connections.admit(request.socket)
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

function readTarget(target: string): { readonly pathname: string; readonly token: string | null } {
  // The target may be any text ("*", "//host"): only what follows the first "?" is read as parameters.
  const [pathname = '', ...query] = target.split('?')
  return { pathname, token: new URLSearchParams(query.join('?')).get('token') }
}

function wrongHost(port: number) {
  const here = `http://127.0.0.1:${port}/`
  return {
    status: 403,
    heading: 'Not this address',
    text: `The lab answers at ${here} only. A tunnel to it needs the same port at both ends.`,
  }
}

function forbidden({ headers, url }: IncomingMessage) {
  // If a page of another site leads here, the browser holds the new cookie back until a page of this site asks.
  const again = headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'navigate' && url === '/'
  return {
    status: 403,
    heading: 'This needs the link',
    text: 'Open the link that <code>npm start</code> printed: it lets a browser in. It is good until that lab ends.',
    again,
  }
}
