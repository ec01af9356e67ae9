import { findKernel } from '../../experiments/core/names/kernels.ts'
import type { Workload } from '../../experiments/core/definition/experiment.ts'
import {
  type ExecutorId,
  type Series,
  pythonRuntimes,
  type PythonRuntime,
} from '../../experiments/core/names/series.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { Programs } from '../system/programs.ts'
import { chooseInterpreter, has, needNames, type Need, type InterpreterChoice } from './interpreter-choice.ts'
import { commandText } from './discovery/command-line.ts'
import type { Discovery } from './discovery/discovery.ts'
import { realFileSystem } from './discovery/searched-files.ts'
import { installInstructions, type HostSystem, type Wanted } from './install-instructions.ts'
import type { CommandLine, Interpreter } from './discovery/interpreter.ts'
import type { NamedInterpreters } from './discovery/named-interpreter.ts'
import { pythonRuntime } from './python-runtime.ts'
import { withMostModules } from './script-imports.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'

export interface SessionRuntimesOptions {
  readonly node: InstalledRuntime
  readonly programs: Programs
  readonly discovery: Discovery
  readonly named: NamedInterpreters
  readonly series: readonly Series[]
  readonly workload: Workload
  readonly system: HostSystem
  /** What a person's own script runs on, if it is the runtime: these come before the newest. */
  readonly own?: readonly OwnChoice[]
  /** The modules that the script imports. */
  readonly modules?: readonly string[]
}

interface OwnChoice {
  readonly command: CommandLine
  readonly why: string
}

/** A session uses one interpreter for each runtime, so that its series and their serial baseline are comparable. */
export interface SessionRuntimes {
  readonly runtimes: readonly InstalledRuntime[]
  /** Says why a series cannot run here; null if it can. */
  obstacle(series: Series): string | null
  /** Each sentence says something about the choice that a person should know. */
  readonly notes: readonly string[]
}

export function sessionRuntimes(options: SessionRuntimesOptions): SessionRuntimes {
  const { node, programs, series } = options
  const choices = new Map<PythonRuntime, InterpreterChoice>()
  for (const runtime of pythonRuntimes) {
    const own = series.filter((one) => one.runtime === runtime)
    if (own.length > 0) choices.set(runtime, chooseForSeries(runtime, own, options))
  }
  const chosen = [...choices.values()].filter((choice) => choice.kind === 'chosen')
  return {
    runtimes: [node, ...chosen.map(({ interpreter }) => toRuntime(interpreter, programs))],
    notes: chosen.flatMap(({ note }) => note ?? []),
    obstacle(one) {
      if (one.runtime === 'node') return null
      const choice = choices.get(one.runtime)
      if (choice === undefined) return `no ${runtimeName(one.runtime)} was looked for`
      if (choice.kind === 'missing') {
        // what a person named is to be mended, not installed
        const isNamed = options.named[one.runtime] !== undefined
        return `${choice.why}${isNamed ? `; name another one: --runtime ${one.runtime}=COMMAND` : remedy(one.runtime, options.system)}`
      }
      const { interpreter } = choice
      const lacking = needsOf(one, options.workload).filter((need) => !has(interpreter, need))
      if (lacking.length === 0) return null
      const name = `${runtimeName(one.runtime)} ${interpreter.version} (${interpreter.command.join(' ')})`
      const got = lacking.flatMap((need) => (need === 'fork' || need === 'spawn' ? [] : remedy(need, options.system)))
      return `${name} has no ${lacking.map((need) => needNames[need]).join(' and no ')}${got[0] ?? ''}`
    },
  }
}

/** Returns such as "; get it with: sudo apt install pypy3". */
function remedy(wanted: Wanted, system: HostSystem): string {
  const { commands, page } = installInstructions(wanted, system)
  return commands[0] === undefined ? `; get it from ${page}` : `; get it with: ${commands[0]}`
}

/** Prefers an interpreter that has what all series need; then one that has the packages and all executors but one. */
function chooseForSeries(
  runtime: PythonRuntime,
  series: readonly Series[],
  { discovery: everything, named, workload, own = [], modules = [] }: SessionRuntimesOptions,
): InterpreterChoice {
  const ofRuntime = everything.found.filter((one) => one.runtime === runtime)
  if (named[runtime] === undefined) {
    const taken = own.flatMap(({ command, why }) => {
      const interpreter = ofRuntime.find((one) => commandText(one.command) === commandText(command))
      return interpreter === undefined ? [] : [{ interpreter, why }]
    })[0]
    if (taken !== undefined) {
      const { interpreter, why } = taken
      const note = `${runtimeName(runtime)} is ${interpreter.version}, ${why}: ${commandText(interpreter.command)}.`
      return { kind: 'chosen', interpreter, note }
    }
  }
  const able = modules.length === 0 ? ofRuntime : withMostModules(ofRuntime, modules, realFileSystem)
  const discovery = named[runtime] === undefined ? { ...everything, found: able } : everything
  const all = [...new Set(series.flatMap((one) => needsOf(one, workload)))]
  const packages = all.filter((need) => isPackage(need))
  const executors = all.filter((need) => !isPackage(need))
  const wishes = [all, ...executors.map((without) => all.filter((need) => need !== without)), packages, []]
  const choices = wishes.map((needs) => chooseInterpreter(runtime, discovery, needs, named))
  return choices.find((choice) => choice.kind === 'chosen') ?? choices.at(-1) ?? { kind: 'missing', why: '' }
}

const executorNeeds: Partial<Record<ExecutorId, Need>> = {
  processes: 'spawn',
  'processes-fork': 'fork',
  interpreters: 'interpreters',
}

function isPackage(need: Need): boolean {
  return need === 'numpy' || need === 'scipy'
}

function needsOf({ executor, variant }: Series, workload: Workload): readonly Need[] {
  const kernel = variant?.kind === 'kernel' ? variant.name : workload.kind === 'kernel' ? workload.kernel : ''
  const need = executorNeeds[executor]
  return [...(findKernel(kernel)?.packages ?? []), ...(need === undefined ? [] : [need])]
}

function toRuntime(interpreter: Interpreter, programs: Programs): InstalledRuntime {
  const { runtime, command, version, modules, build, debugBuild, freeThreadedBuild } = interpreter
  const packages = (['numpy', 'scipy'] as const).filter((name) => modules[name] !== null)
  const builtAs = build === null ? {} : { build: { debug: debugBuild, freeThreaded: freeThreadedBuild, ...build } }
  return pythonRuntime({ runtime, command, version, programs, packages, ...builtAs })
}
