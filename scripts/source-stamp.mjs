import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A build depends on these folders of sources, and on the files that decide how they are built. */
const inputs = [
  'experiments',
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/**
 * Describes the sources as they lie on disk: names, sizes and times of change, not contents, since every start looks at
 * them.
 * @param {string} root
 */
export function sourceStamp(root) {
  /** @type {(string | number)[]} */
  const parts = []
  for (const input of inputs) addPath(parts, `${root}/${input}`, input)
  return parts.join('\n')
}

/**
 * The newest build, as out/.stamp names it: its own folder, and the stamp of the sources that it was built from.
 * @param {string} root
 * @returns {{ folder: string, stamp: string } | null} null if there is none
 */
export function newestBuild(root) {
  try {
    const text = readFileSync(`${root}/out/.stamp`, 'utf8')
    const end = text.indexOf('\n')
    const folder = join(root, 'out', text.slice(0, end))
    return end > 0 && existsSync(join(folder, 'main', 'terminal.js')) ? { folder, stamp: text.slice(end + 1) } : null
  } catch {
    return null
  }
}

const quietly = /** @type {const} */ ({ throwIfNoEntry: false })

/**
 * @param {(string | number)[]} parts
 * @param {string} path may be a link, which is followed
 * @param {string} name
 */
function addPath(parts, path, name) {
  const found = statSync(path, quietly)
  if (found === undefined) return
  if (!found.isDirectory()) {
    parts.push(name, found.size, found.mtimeMs)
    return
  }
  parts.push(`${name}/`)
  for (const inside of readdirSync(path)) addPath(parts, `${path}/${inside}`, inside)
  parts.push('')
}
