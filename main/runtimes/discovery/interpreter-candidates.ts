import type { PlatformPath } from 'node:path'
import type { PythonRuntime } from '../../../experiments/core/names/series.ts'
import type { SearchedFiles } from './searched-files.ts'
import { interpreterFolders, pathOf, type FolderPattern, type SearchedMachine } from './interpreter-folders.ts'

/**
 * Matches the names of interpreters without `.exe`: python3, python3.13t, pypy3.11, jython2.7, ipy; not python3-config,
 * pythonw, pypy3-c. CPython's letters are t for free-threaded and d for debug.
 */
const interpreterName = /^(python(\d+(\.\d+)?[td]*)?|pypy(\d+(\.\d+)?)?|jython(\d+(\.\d+)*)?|ipy(32|64|\d(\.\d+)?)?)$/

/** A file that may be an interpreter, at the path by which it is best known. */
export interface Candidate {
  readonly path: string
  /** Its names say that it is one of these. */
  readonly runtimes: readonly PythonRuntime[]
  /** Whether it starts a virtual machine first, which takes seconds. */
  readonly slow: boolean
}

/**
 * Lists every file that may be an interpreter, once each, in the order of preference.
 * @param launcherPaths the Windows launcher lists these
 */
export function interpreterCandidates(
  machine: SearchedMachine,
  files: SearchedFiles,
  launcherPaths: readonly string[] = [],
): readonly Candidate[] {
  const path = pathOf(machine)
  const inFolders = interpreterFolders(machine)
    .flatMap((pattern) => expand(pattern, machine, files))
    .flatMap((folder) =>
      files
        .list(folder)
        .filter((file) => interpreterName.test(bareName(file, machine)))
        .map((file) => path.join(folder, file)),
    )
  const best = new Map<string, Omit<Candidate, 'slow'>>()
  for (const found of [...inFolders, ...launcherPaths]) {
    if (mustNotRun(found, machine, files)) continue
    if (machine.platform === 'win32' && !/\.exe$/i.test(found)) continue
    const stat = files.stat(found)
    if (stat?.kind !== 'file') continue
    const key = installationKey(found, stat.identity, machine, files)
    const known = best.get(key)
    const runtimes = runtimesByName(found, machine)
    if (known === undefined) best.set(key, { path: found, runtimes })
    else {
      best.set(key, {
        path: isMoreSpecific(found, known.path, path) ? found : known.path,
        // any may be called python3 too, in its own folder
        runtimes: known.runtimes.includes('cpython') ? runtimes : known.runtimes,
      })
    }
  }
  return [...best.values()].map((candidate) => ({ ...candidate, slow: isSlow(candidate.path, machine) }))
}

/** Judges by the name what the program may be. */
function runtimesByName(program: string, machine: SearchedMachine): readonly PythonRuntime[] {
  const name = bareName(pathOf(machine).basename(program), machine)
  if (name.startsWith('pypy')) return ['pypy']
  if (name.startsWith('jython')) return ['jython']
  return name.startsWith('ipy') ? ['ironpython'] : ['cpython', 'cpython-ft']
}

/** Judges by its name whether the program starts a virtual machine first. */
export function isSlow(program: string, machine: SearchedMachine): boolean {
  return /^(jython|ipy)/.test(bareName(pathOf(machine).basename(program), machine))
}

function bareName(file: string, { platform }: SearchedMachine): string {
  return platform === 'win32' ? file.toLowerCase().replace(/\.exe$/, '') : file
}

/** If two names in one folder are the same file, the longer one says more: python3.13t over python3. */
function isMoreSpecific(found: string, known: string, path: PlatformPath): boolean {
  return path.dirname(found) === path.dirname(known) && found.length > known.length
}

/**
 * All names of one installation have the same key. Links to one file are one interpreter, but a virtual environment is
 * not its base, because it has packages of its own. Hard links count within a folder only: conda's environments share
 * files by them.
 */
function installationKey(found: string, identity: string, machine: SearchedMachine, files: SearchedFiles): string {
  const path = pathOf(machine)
  const folder = path.dirname(found)
  const environment = [folder, path.dirname(folder)].find((at) => files.stat(path.join(at, 'pyvenv.cfg')) !== null)
  const real = files.realPath(found)
  const home = environment === undefined ? path.dirname(real) : files.realPath(environment)
  const key = `${home}\n${environment === undefined ? identity : real}`
  return machine.platform === 'win32' ? key.toLowerCase() : key
}

/**
 * Some programs must not be started even to ask: macOS's /usr/bin/python3 is a stub that opens a dialog if the developer
 * tools are missing, and Windows's aliases in WindowsApps open the Store.
 */
export function mustNotRun(path: string, { platform }: SearchedMachine, files: SearchedFiles): boolean {
  if (platform === 'win32') return /[/\\]WindowsApps[/\\]/i.test(path)
  if (platform !== 'darwin') return false
  return [path, files.realPath(path)].some((at) => /^\/usr\/bin\/(python|pip)/.test(at))
}

/** Lists the folders that match a pattern, higher versions first. */
function expand(pattern: FolderPattern, machine: SearchedMachine, files: SearchedFiles): readonly string[] {
  if (!pattern.includes('*')) return [pattern]
  const path = pathOf(machine)
  const { root } = path.parse(pattern)
  const parts = pattern.slice(root.length).split(path.sep)
  return parts.reduce<readonly string[]>(
    (folders, part) => {
      if (!part.includes('*')) return folders.map((folder) => path.join(folder, part))
      const name = new RegExp(`^${part.split('*').map(escaped).join('.*')}$`, machine.platform === 'win32' ? 'i' : '')
      return folders.flatMap((folder) =>
        files
          .list(folder)
          .filter((entry) => !entry.startsWith('.') && name.test(entry))
          .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
          .map((entry) => path.join(folder, entry)),
      )
    },
    [root],
  )
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
}
