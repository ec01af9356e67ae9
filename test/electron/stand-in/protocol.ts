/** A scheme's handler, as given to protocol.handle. */
type Handler = (request: Request) => Response | Promise<Response>

const privileged = new Set<string>()
const handlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) => {
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle: (scheme: string, handler: Handler) => {
    if (!privileged.has(scheme)) throw new Error(`${scheme}: has not been registered, so it would have no origin`)
    handlers.set(scheme, handler)
  },
}

// Chromium hands a scheme that it does not know to the desktop before Playwright, or DevTools' Fetch domain, can
// intercept anything. So app://NAME/ goes through Chromium as https://NAME.app.invalid/, a host that cannot exist, and
// is never sent: Playwright answers it from the handler. The application sees app:// URLs only.
const disguise = '.app.invalid'

export function disguised(url: string): string {
  return url.replace(/^app:\/\/([^/]+)/, `https://$1${disguise}`)
}

export function undisguised(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.app\.invalid(?=\/)/, 'app://$1')
}

/** @returns null for a URL of no registered scheme */
export async function answerFromHandler(url: string, method: string): Promise<Response | null> {
  const handler = handlers.get(url.split(':')[0] ?? '')
  return handler === undefined ? null : handler(new Request(url, { method }))
}
