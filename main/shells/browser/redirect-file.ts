import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownFileMode } from '../../store/own-folder.ts'

/** A lab that was killed leaves its file behind; no browser takes that long to open one. */
const oldAfterMs = 3_600_000

/**
 * Writes a page that leads a browser on to the link, for this user's eyes only: the arguments of the program that opens
 * the browser can be read by everybody.
 * @returns its path
 */
export function writeRedirect(home: string, port: number, link: string): string {
  sweepOld(home)
  const path = join(home, `open-${port}.html`)
  rmSync(path, { force: true })
  const page =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
    `<meta http-equiv="refresh" content="0; url=${link}"><title>Lockstep</title></head>` +
    `<body><a href="${link}">Lockstep</a></body></html>\n`
  writeFileSync(path, page, { mode: ownFileMode, flag: 'wx' })
  return path
}

function sweepOld(home: string): void {
  for (const name of readdirSync(home)) {
    if (!/^open-\d+\.html$/.test(name)) continue
    const path = join(home, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat !== undefined && Date.now() - stat.mtimeMs > oldAfterMs) rmSync(path, { force: true })
  }
}
