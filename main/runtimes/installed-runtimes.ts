import { setTimeout as delay } from 'node:timers/promises'
import type { Series } from '../../experiments/core/names/series.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { Workload } from '../../experiments/core/definition/experiment.ts'
import type { Programs } from '../system/programs.ts'
import { commandText } from './discovery/command-line.ts'
import { askNamed, discoverAll, type Discovery, type DiscoveryOptions } from './discovery/discovery.ts'
import { realFileSystem } from './discovery/searched-files.ts'
import { hostSystem } from './install-instructions.ts'
import type { SearchedMachine } from './discovery/interpreter-folders.ts'
import {
  pythonRuntimes,
  type BrokenInterpreter,
  type CommandLine,
  type Interpreter,
  type PythonRuntime,
} from './discovery/interpreter.ts'
import { nameInterpreter, type NamedInterpreters } from './discovery/named-interpreter.ts'
import type { WatchedGroups } from './discovery/ask-interpreter.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import { chooseForGood, readRuntimeSettings } from './runtime-settings.ts'
import { runtimeReport, type RuntimeReport } from './runtime-report.ts'
import { sessionRuntimes, type SessionRuntimes } from './session-runtimes.ts'

/** After this long, an interpreter that has not answered holds up no session that others can run. */
const patienceMs = 2000

/** After this long, an interpreter that hangs at its start uses no core that a run would miss. */
const quietAfterMs = 8000

export interface InstalledRuntimesOptions {
  readonly node: InstalledRuntime
  readonly programs: Programs
  readonly home: string
  readonly machine: SearchedMachine
  /** Chosen for this launch (`--runtime`): they come before those of the settings. */
  readonly named: NamedInterpreters
  /** Told of the interpreters that are being asked, so that none outlives a lab that is killed. */
  readonly groups?: WatchedGroups
}

interface Search {
  /** As they come. */
  readonly found: Interpreter[]
  readonly broken: BrokenInterpreter[]
  readonly chosen: Promise<ChosenInterpreters>
  readonly done: Promise<Discovery>
}

interface ChosenInterpreters {
  readonly named: NamedInterpreters
  /** What is wrong with the settings, a sentence each. */
  readonly problems: readonly string[]
}

/** The runtimes of this machine: Node at once, the Pythons as they answer; none is asked before it is needed. */
export class InstalledRuntimes {
  readonly node: InstalledRuntime
  readonly #options: InstalledRuntimesOptions
  readonly #ending = new AbortController()
  #search: Search | null = null
  #launch: NamedInterpreters

  constructor(options: InstalledRuntimesOptions) {
    this.#options = options
    this.node = options.node
    this.#launch = options.named
  }

  /** Chooses for each runtime of a session the interpreter that has what its series need. */
  async forSession(series: readonly Series[], workload: Workload): Promise<SessionRuntimes> {
    const { node, programs, machine } = this.#options
    const fixed = { node, programs, series, workload, system: hostSystem(machine, realFileSystem) }
    const needed = pythonRuntimes.filter((runtime) => series.some((one) => one.runtime === runtime))
    if (needed.length === 0) {
      return sessionRuntimes({ ...fixed, discovery: { found: [], broken: [] }, named: {} })
    }
    const search = this.#searching()
    const discovery = await enough(search, needed)
    const { named } = await search.chosen
    return sessionRuntimes({ ...fixed, discovery, named })
  }

  /** All that was found, once the slowest has answered. */
  async report(): Promise<RuntimeReport> {
    const { machine } = this.#options
    const search = this.#searching()
    const { named, problems } = await search.chosen
    const report = runtimeReport(await search.done, named, hostSystem(machine, realFileSystem))
    return { ...report, notes: [...problems, ...report.notes] }
  }

  /**
   * Chooses a command line for a runtime for good, also in place of one that was named for this launch, or with null goes
   * back to what is found by itself. It is asked first, and kept only where it is what it is said to be.
   * @returns what is wrong with it, or null
   */
  async choose(runtime: PythonRuntime, commandLine: string | null): Promise<string | null> {
    let kept: string | null = null
    if (commandLine !== null) {
      const named = nameInterpreter(runtime, commandLine, this.#options.machine, realFileSystem, process.cwd())
      if (named.kind === 'refused') return named.message
      const misfit = await this.#misfit(runtime, named.command)
      if (misfit !== null) return misfit
      // with the paths that were found: the folder of another launch may be another one
      kept = commandText(named.command)
    }
    try {
      await chooseForGood(this.#options.home, runtime, kept)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    const { [runtime]: _, ...others } = this.#launch
    this.#launch = others
    this.searchAgain()
    return null
  }

  async #misfit(runtime: PythonRuntime, command: CommandLine): Promise<string | null> {
    const { machine, programs } = this.#options
    const ask = { machine, describer: programs.interpreterDescriber, ...this.#groups() }
    const outcome = await askNamed(command, ask, this.#ending.signal)
    const text = commandText(command)
    if (outcome.kind === 'cancelled') return `${text} was not asked: the lab is closing`
    if (outcome.kind === 'broken') return `${text} ${outcome.message}`
    const { runtime: found, version } = outcome.interpreter
    return found === runtime ? null : `${text} is ${runtimeName(found)} ${version}, not ${runtimeName(runtime)}`
  }

  /** What was installed meanwhile is found the next time. */
  searchAgain(): void {
    this.#search = null
  }

  /** Waits until no interpreter is being asked any more: a run that starts meanwhile would be disturbed. */
  async quiet(): Promise<void> {
    if (this.#search === null) return
    await Promise.race([this.#search.done, delay(quietAfterMs, undefined, { ref: false })]).catch(() => undefined)
  }

  close(): void {
    this.#ending.abort()
  }

  #groups(): Pick<DiscoveryOptions, 'groups'> {
    const { groups } = this.#options
    return groups === undefined ? {} : { groups }
  }

  #searching(): Search {
    if (this.#search !== null) return this.#search
    const { programs, home, machine } = this.#options
    const found: Interpreter[] = []
    const broken: BrokenInterpreter[] = []
    const chosen = this.#chosen()
    const done = chosen.then(({ named }) =>
      discoverAll(
        {
          machine,
          home,
          describer: programs.interpreterDescriber,
          ...this.#groups(),
          named: Object.values(named),
          onAnswer: (answer) => {
            if (answer.kind === 'found') found.push(answer.interpreter)
            else broken.push(answer)
          },
        },
        this.#ending.signal,
      ),
    )
    this.#search = { found, broken, chosen, done }
    return this.#search
  }

  async #chosen(): Promise<ChosenInterpreters> {
    const { home, machine } = this.#options
    const settings = await readRuntimeSettings(home)
    const problems = settings.problem === null ? [] : [settings.problem]
    const ofSettings: Partial<Record<PythonRuntime, CommandLine>> = {}
    for (const [id, commandLine] of Object.entries(settings.runtimes)) {
      const read = nameInterpreter(id, commandLine, machine, realFileSystem, home)
      if (read.kind === 'ok') ofSettings[read.runtime] = read.command
      else problems.push(`settings.json: ${read.message}`)
    }
    return { named: { ...ofSettings, ...this.#launch }, problems }
  }
}

/** Everything, or after a while what has answered by then, if that is one for each runtime that is needed. */
async function enough(search: Search, needed: readonly PythonRuntime[]): Promise<Discovery> {
  const isThere = (runtime: PythonRuntime): boolean => search.found.some((one) => one.runtime === runtime)
  const early = delay(patienceMs).then(() => (needed.every(isThere) ? { ...search } : search.done))
  return await Promise.race([search.done, early])
}
