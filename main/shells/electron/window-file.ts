import { extname, isAbsolute, join, relative } from 'node:path'

/** The window has a scheme of its own, so that its origin is one that no server can have. */
export const windowUrl = 'app://lockstep/'

/** Says whether a URL is a page of the window. URL.origin does not help, since it is "null" for every scheme of one's own. */
export function isWindowUrl(url: string): boolean {
  return url.startsWith(windowUrl)
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface WindowFile {
  readonly path: string
  readonly mimeType: string
}

/** Returns the file that a URL of the window stands for, or null if it is outside of the folder or of an unknown kind. */
export function windowFile(folder: string, url: string): WindowFile | null {
  if (!isWindowUrl(url)) return null
  let wanted: string
  try {
    wanted = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  const path = join(folder, wanted === '/' ? 'index.html' : wanted)
  const inside = relative(folder, path)
  const mimeType = mimeTypes[extname(path)]
  if (inside.startsWith('..') || isAbsolute(inside) || wanted.includes('\0') || mimeType === undefined) return null
  return { path, mimeType }
}
