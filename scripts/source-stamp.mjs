// By an import statement Node would load all of what only some programs need of it.
const { existsSync, readFileSync, readdirSync, statSync } = process.getBuiltinModule('node:fs')

/** What a build depends on: folders of sources, and the files that decide how they are built. */
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
 * The sources as they lie on disk: names, sizes and times of change, not contents. Every start looks at them, so nothing
 * is done here, and nothing loaded, that it does not take to compare two such texts: a hash alone would double the time.
 * @param {string} root
 */
export function sourceStamp(root) {
  /** @type {string[]} */
  const lines = []
  for (const input of inputs) {
    const found = statSync(`${root}/${input}`, { throwIfNoEntry: false })
    if (found?.isDirectory() === true) addFolder(lines, root, input)
    else if (found !== undefined) lines.push(lineOf(input, found))
  }
  return lines.join('\n')
}

/**
 * Whether out/ was built from the sources as they are now, or there are none to build.
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

/**
 * @param {string[]} lines
 * @param {string} root
 * @param {string} folder relative to the root
 */
function addFolder(lines, root, folder) {
  for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    const found = entry.isDirectory() ? null : statSync(`${root}/${path}`, { throwIfNoEntry: false })
    // a link to a folder is followed
    if (found === null || found?.isDirectory() === true) addFolder(lines, root, path)
    else if (found !== undefined) lines.push(lineOf(path, found))
  }
}

/**
 * @param {string} path
 * @param {import('node:fs').Stats} file
 */
function lineOf(path, { size, mtimeMs }) {
  return `${path} ${String(size)} ${String(mtimeMs)}`
}
