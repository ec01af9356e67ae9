import { availableParallelism } from 'node:os'
import { pythonRuntimes, type PythonRuntime } from '../../../experiments/core/names/series.ts'
import { commandText } from './command-line.ts'
import { realFileSystem, type SearchedFiles } from './searched-files.ts'
import { interpreterCandidates, isSlow, mustNotRun } from './interpreter-candidates.ts'
import { pathOf, type SearchedMachine } from './interpreter-folders.ts'
import { InterpreterCache } from './interpreter-cache.ts'
import type { BrokenInterpreter, CommandLine, Interpreter, AskedOutcome } from './interpreter.ts'
import { askInterpreter, answerTimeLimitMs, type AskOptions } from './ask-interpreter.ts'
import { PatientSlots } from './patient-slots.ts'
import { askWindowsLauncher } from './windows-launcher.ts'

/** An interpreter that has not answered by then no longer holds up the others. */
const patienceMs = 1000
/** A virtual machine starts within seconds, on a busy machine many: it gets so many times the time limit of others. */
const slowTimes = 3

export interface DiscoveryOptions extends Pick<AskOptions, 'describer' | 'timeLimitMs' | 'groups'> {
  readonly machine: SearchedMachine
  /** The lab's home, in which answers are cached. With null, every interpreter is asked again and nothing is kept. */
  readonly home: string | null
  /** Only what may be one of these by its name, or was one when it was last asked, is started; left out: any of them. */
  readonly wanted?: readonly PythonRuntime[]
  /** The questions of earlier searches, by command line: none of them is asked again. */
  readonly asked?: Map<string, Promise<AskedOutcome>>
  /** A person named these commands; they are asked beside those that are found. */
  readonly named?: readonly CommandLine[]
  readonly fileSystem?: SearchedFiles
  /** Is called with each answer as it comes: from the cache at once, from Jython after seconds. */
  onAnswer?(answer: Answer): void
}

export type Answer = Exclude<AskedOutcome, { readonly kind: 'cancelled' }>

/** Both lists are in the order of preference: named commands, PATH, then the other folders. */
export interface Discovery {
  readonly found: readonly Interpreter[]
  readonly broken: readonly BrokenInterpreter[]
}

/** Finds the interpreters of the machine and asks each what it is. After an abort it resolves to the answers so far. */
export async function discoverAll(options: DiscoveryOptions, signal: AbortSignal): Promise<Discovery> {
  const { machine, named = [], fileSystem: files = realFileSystem, home } = options
  const { wanted = pythonRuntimes, asked = new Map<string, Promise<AskedOutcome>>() } = options
  const launched = wanted.includes('cpython') ? await askWindowsLauncher(machine, signal) : []
  const cache = home === null ? null : new InterpreterCache(home, files, options.describer, machine.env)
  const candidates = interpreterCandidates(machine, files, launched).filter(({ path, runtimes }) => {
    const known = cache?.find([path]) ?? null
    return (known === null ? runtimes : [known.runtime]).some((runtime) => wanted.includes(runtime))
  })
  const commands = unique([
    ...named.map((command) => namedCommand(command, machine)),
    ...candidates.map(({ path, slow }) => ({ command: [path] as const, slow })),
  ])
  const slots = new PatientSlots(availableParallelism() + 2, patienceMs)

  const ask = (command: Command): Promise<AskedOutcome> => {
    const known = cache?.find(command.command) ?? null
    if (known !== null) return Promise.resolve({ kind: 'found', interpreter: known })
    const question = commandText(command.command)
    const answer = asked.get(question) ?? slots.run(() => askCommand(command, options, signal))
    asked.set(question, answer)
    return answer
  }
  const answer = async (command: Command): Promise<AskedOutcome> => {
    const outcome = await ask(command)
    if (outcome.kind === 'found') cache?.keep(outcome.interpreter)
    if (outcome.kind !== 'cancelled') options.onAnswer?.(outcome)
    return outcome
  }

  // interpreters that start a virtual machine come last, because they would slow down the others
  const slowLast = commands.toSorted((a, b) => Number(a.slow) - Number(b.slow))
  const answered = await Promise.all(
    slowLast.map(async (command) => [commandText(command.command), await answer(command)] as const),
  )
  if (!signal.aborted) await cache?.save(options.wanted === undefined)
  const byCommand = new Map(answered)
  const outcomes = commands.map(({ command }) => byCommand.get(commandText(command)))
  return {
    found: outcomes.flatMap((outcome) => (outcome?.kind === 'found' ? [outcome.interpreter] : [])),
    broken: outcomes.flatMap((outcome) => (outcome?.kind === 'broken' ? [outcome] : [])),
  }
}

type AskNamedOptions = Pick<DiscoveryOptions, 'describer' | 'timeLimitMs' | 'groups' | 'machine' | 'fileSystem'>

export function askNamed(command: CommandLine, options: AskNamedOptions, signal: AbortSignal): Promise<AskedOutcome> {
  return askCommand(namedCommand(command, options.machine), options, signal)
}

async function askCommand(
  { command, slow }: Command,
  options: AskNamedOptions,
  signal: AbortSignal,
): Promise<AskedOutcome> {
  const { machine, fileSystem: files = realFileSystem } = options
  const refused = whyNotAsked(command, machine, files)
  if (refused !== null) return { kind: 'broken', command, ...refused }
  const timeLimitMs = (options.timeLimitMs ?? answerTimeLimitMs) * (slow ? slowTimes : 1)
  return await askInterpreter(command, { ...options, env: machine.env, timeLimitMs, signal })
}

/** An interpreter that is started by another program (mono ipy.exe) starts a virtual machine. */
function namedCommand(command: CommandLine, machine: SearchedMachine): Command {
  return { command, slow: command.length > 1 || isSlow(command[0], machine) }
}

interface Command {
  readonly command: CommandLine
  readonly slow: boolean
}

function unique(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.toReversed().map((entry) => [commandText(entry.command), entry])).values()].toReversed()
}

/** @returns why a command must not be started, or null */
function whyNotAsked([program]: CommandLine, machine: SearchedMachine, files: SearchedFiles): BrokenInterpreterFacts {
  if (!pathOf(machine).isAbsolute(program)) return { reason: 'not-found', message: 'is not on PATH' }
  if (mustNotRun(program, machine, files)) {
    const message = 'is no interpreter but a stand-in of the system that may open a dialog: name the interpreter itself'
    return { reason: 'not-executable', message }
  }
  if (files.stat(program)?.kind !== 'folder') return null
  return { reason: 'not-executable', message: 'is a folder: name the interpreter in it' }
}

type BrokenInterpreterFacts = Pick<BrokenInterpreter, 'reason' | 'message'> | null
