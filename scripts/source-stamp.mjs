import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'

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
 * Says whether out/ was built from the sources as they are now, or there are none to build.
 * @param {string} root
 */
export function isCurrent(root) {
  if (!existsSync(`${root}/electron.vite.config.ts`)) return true
  try {
    return readFileSync(`${root}/out/.stamp`, 'utf8') === sourceStamp(root)
  } catch {
    return false
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
