import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { windowFile } from './window-file.ts'

/** Registers the scheme; this has to come before the application is ready, since Electron takes no scheme later. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** Serves the built window at app://lockstep/ and nothing besides it. */
export function serveAppScheme(windowFolder: string): void {
  protocol.handle('app', async ({ url, method }) => {
    const file = method === 'GET' ? windowFile(windowFolder, url) : null
    if (file === null) return notFound()
    try {
      return new Response(await readFile(file.path), {
        headers: {
          'Content-Type': file.mimeType,
          'Content-Security-Policy': contentSecurityPolicy(),
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store',
        },
      })
    } catch {
      return notFound()
    }
  })
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
}
