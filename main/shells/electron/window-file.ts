import { extname, isAbsolute, join, relative } from 'node:path'

/** Where the window lives: a scheme of our own, so that the page has an origin that no server can have. */
export const windowUrl = 'app://lockstep/'

/** Whether a page of the window speaks: URL.origin is no help, it is "null" for every scheme of one's own. */
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

/** The file that a URL of the window stands for; null for one outside of the folder, or of a kind that it has not. */
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
