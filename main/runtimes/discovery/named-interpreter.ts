import { runtimeIds, pythonRuntimes, type PythonRuntime } from '../../../experiments/core/names/series.ts'
import { splitCommandLine } from './command-line.ts'
import type { SearchedFiles } from './searched-files.ts'
import { pathFolders, pathOf, type SearchedMachine } from './interpreter-folders.ts'
import type { CommandLine } from './interpreter.ts'

export type NamedInterpreters = Readonly<Partial<Record<PythonRuntime, CommandLine>>>

export type NamedInterpreter =
  | { readonly kind: 'ok'; readonly runtime: PythonRuntime; readonly command: CommandLine }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Reads `cpython=/path/python3` or `ironpython=mono /path/ipy.exe`.
 * @param base relative paths start at this folder
 */
export function parseRuntimeOption(
  text: string,
  machine: SearchedMachine,
  files: SearchedFiles,
  base: string,
): NamedInterpreter {
  const [id = '', ...rest] = text.split('=')
  if (rest.length === 0) return refused(`got ${text}, expected RUNTIME=COMMAND, such as cpython=/usr/bin/python3`)
  return nameInterpreter(id.trim(), rest.join('='), machine, files, base)
}

export function nameInterpreter(
  id: string,
  commandLine: string,
  machine: SearchedMachine,
  files: SearchedFiles,
  base: string,
): NamedInterpreter {
  const runtime = pythonRuntimes.find((known) => known === id)
  if (runtime === undefined) {
    return refused(
      runtimeIds.some((known) => known === id)
        ? `got ${id}, expected one of ${pythonRuntimes.join(', ')}: Node is the one that Lockstep brings along`
        : `got ${JSON.stringify(id)}, expected one of ${pythonRuntimes.join(', ')}`,
    )
  }
  // a path with blanks needs no quotes if it is the whole command
  const whole = absolute(commandLine.trim(), machine, base)
  if (whole !== null && files.stat(whole) !== null) return { kind: 'ok', runtime, command: [whole] }
  const split = splitCommandLine(commandLine, machine.platform)
  if (split.kind === 'refused') return refused(`${runtime}: ${split.message}`)
  const [program, ...programArguments] = split.command
  const argumentsFromBase = programArguments.map((argument) => {
    const path = absolute(argument, machine, base) ?? pathOf(machine).resolve(base, argument)
    return files.stat(path)?.kind === 'file' ? path : argument
  })
  return { kind: 'ok', runtime, command: [programPath(program, machine, files, base), ...argumentsFromBase] }
}

function refused(message: string): NamedInterpreter {
  return { kind: 'refused', message }
}

/** Returns null for a bare name. `~/` is the home folder, because a shell does not expand it behind an equals sign. */
function absolute(text: string, machine: SearchedMachine, base: string): string | null {
  const path = pathOf(machine)
  if (/^~[/\\]/.test(text)) return path.join(machine.userHome, text.slice(2))
  return /[/\\]/.test(text) ? path.resolve(base, text) : null
}

/** A bare name is looked for on PATH, without shims; it stays bare if it is not found. */
function programPath(program: string, machine: SearchedMachine, files: SearchedFiles, base: string): string {
  const path = pathOf(machine)
  const names = machine.platform === 'win32' && path.extname(program) === '' ? [`${program}.exe`] : [program]
  return (
    absolute(program, machine, base) ??
    pathFolders(machine)
      .flatMap((folder) => names.map((name) => path.join(folder, name)))
      .find((at) => files.stat(at)?.kind === 'file') ??
    program
  )
}
