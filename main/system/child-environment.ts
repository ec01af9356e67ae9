import { realpathSync } from 'node:fs'
import { delimiter, isAbsolute, relative, resolve } from 'node:path'
import { isSetAside } from './set-aside.ts'
import { userHome } from './user-home.ts'

/** These variables list folders in which an interpreter looks for code, most of them before it looks into its own. */
const searchLists = ['PYTHONPATH', 'JYTHONPATH', 'IRONPYTHONPATH', 'NODE_PATH', 'CLASSPATH']

/**
 * Returns the variables for a program that the lab starts, which are the person's own but for two kinds. Options that
 * people set for their own programs are set aside. And no built-in work takes code from the folder in which the
 * lab was started, because that may be a stranger's: an empty entry of PYTHONPATH means this folder, for example. Code
 * that was agreed to finds all that it would find without the lab.
 */
export function childEnvironment(env: NodeJS.ProcessEnv, work: 'built-in' | 'trusted'): NodeJS.ProcessEnv {
  // undefined, not absent: Node gives NODE_V8_COVERAGE to every child whose environment does not name it
  const child: NodeJS.ProcessEnv = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, isSetAside(name) ? undefined : value]),
  )
  const startedIn = process.cwd()
  for (const name of searchLists) {
    const list = child[name]
    if (list === undefined || list === '') continue
    const folders = list
      .split(delimiter)
      .map((entry) => resolve(startedIn, entry))
      .filter((folder) => work === 'trusted' || !belongsTo(startedIn, folder))
    child[name] = folders.length === 0 ? undefined : folders.join(delimiter)
  }
  return child
}

/** A folder around the home folder, such as the root, holds the person's own folders of modules too. */
function belongsTo(startedIn: string, folder: string): boolean {
  const way = wayFrom(startedIn, folder)
  if (way === null || way === '') return way === ''
  const home = userHome()
  return home === null || wayFrom(startedIn, home) === null
}

/** Returns the path from a folder to what lies in it, or null if it does not. */
function wayFrom(folder: string, path: string): string | null {
  const way = relative(realPath(folder), realPath(path))
  return isAbsolute(way) || /^\.\.([/\\]|$)/.test(way) ? null : way
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
