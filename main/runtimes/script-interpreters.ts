import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathOf, variable, pathWithShims, type SearchedMachine } from './discovery/interpreter-folders.ts'
import type { CommandLine } from './discovery/interpreter.ts'
import type { SearchedFiles } from './discovery/searched-files.ts'

/** An interpreter that a person's own script would run on without the lab. */
export interface ScriptInterpreter {
  readonly command: CommandLine
  /** Why it is that one: "the active virtual environment". */
  readonly why: string
  /** A shim starts the version that is chosen for its person: it is asked which one that is, and that one runs. */
  readonly isShim: boolean
}

export interface ScriptInterpreters {
  /** Best first. */
  readonly interpreters: readonly ScriptInterpreter[]
  /** Each says what a person should know of the choice. */
  readonly notes: readonly string[]
}

/**
 * Lists what runs a script when a person types `python3` beside it: the active virtual environment, else that of the
 * project, else the first one on PATH.
 * @param project the project's environment; null if there is none, or it may not run
 */
export function scriptInterpreters(
  machine: SearchedMachine,
  files: SearchedFiles,
  project: string | null,
): ScriptInterpreters {
  const active = variable(machine, 'VIRTUAL_ENV')
  const environment = active ?? project
  const why = active === undefined ? `the project's virtual environment` : 'the active virtual environment'
  const python = environment === null ? null : pythonOf(environment, machine, files)
  const notes =
    environment === null || python !== null
      ? []
      : [`There is no Python in ${why}, ${environment} (${active === undefined ? '.venv' : 'VIRTUAL_ENV'}).`]
  const onPath = firstOnPath(machine, files)
  return {
    interpreters: [
      ...(python === null ? [] : [{ command: [python], why, isShim: false } as const]),
      ...(onPath === null
        ? []
        : [{ command: [onPath], why: 'the first one on PATH', isShim: isShim(onPath) } as const]),
    ],
    notes,
  }
}

/**
 * Finds the folder `.venv` beside a file or in a folder above it. What is in it is code: it may run only if the person
 * agreed to code of that place. Folders of other users do not count, nor what lies above them.
 */
export function projectEnvironment(file: string): string | null {
  for (let folder = dirname(file); isOwn(folder); folder = dirname(folder)) {
    const environment = join(folder, '.venv')
    if (isOwn(environment) && existsSync(join(environment, 'pyvenv.cfg'))) return environment
    if (folder === dirname(folder)) return null
  }
  return null
}

function isOwn(folder: string): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false })
  const user = process.getuid?.()
  return stat?.isDirectory() === true && (user === undefined || stat.uid === user)
}

function pythonOf(environment: string, machine: SearchedMachine, files: SearchedFiles): string | null {
  const path = pathOf(machine)
  const parts = machine.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  const python = path.join(environment, ...parts)
  return files.stat(python)?.kind === 'file' ? python : null
}

function firstOnPath(machine: SearchedMachine, files: SearchedFiles): string | null {
  const path = pathOf(machine)
  const names = machine.platform === 'win32' ? ['python.exe'] : ['python3', 'python']
  const paths = names.flatMap((name) => pathWithShims(machine).map((folder) => path.join(folder, name)))
  return paths.find((at) => files.stat(at)?.kind === 'file') ?? null
}

function isShim(python: string): boolean {
  return /[/\\]shims[/\\][^/\\]+$/.test(python)
}
