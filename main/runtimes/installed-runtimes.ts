import { setTimeout as delay } from 'node:timers/promises'
import { type Series, pythonRuntimes, type PythonRuntime } from '../../experiments/core/names/series.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { Workload } from '../../experiments/core/definition/experiment.ts'
import type { Programs } from '../system/programs.ts'
import { commandText } from './discovery/command-line.ts'
import { askNamed, discoverAll, type Discovery, type DiscoveryOptions } from './discovery/discovery.ts'
import { realFileSystem } from './discovery/searched-files.ts'
import { hostSystem } from './install-instructions.ts'
import type { SearchedMachine } from './discovery/interpreter-folders.ts'
import type { AskedOutcome, BrokenInterpreter, CommandLine, Interpreter } from './discovery/interpreter.ts'
import { nameInterpreter, type NamedInterpreters } from './discovery/named-interpreter.ts'
import type { WatchedGroups } from '../system/process-group.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import { runtimeReport, type RuntimeReport } from './runtime-report.ts'
import { chooseForGood, readRuntimeSettings } from './runtime-settings.ts'
import { importsOf } from './script-imports.ts'
import { scriptInterpreters } from './script-interpreters.ts'
import { sessionRuntimes, type SessionRuntimes, type SessionRuntimesOptions } from './session-runtimes.ts'

/** An interpreter that has not answered by then does not hold up a session that others can run. */
const patienceMs = 2000

/** An interpreter that still hangs at its start by then waits, and uses no core that a run would miss. */
const quietAfterMs = 8000

export interface InstalledRuntimesOptions {
  readonly node: InstalledRuntime
  readonly programs: Programs
  readonly home: string
  readonly machine: SearchedMachine
  /** These interpreters were chosen for this launch only; they come before those of the settings. */
  readonly named: NamedInterpreters
  /** Ends the interpreters that are being asked if the lab is killed. */
  readonly groups?: WatchedGroups
}

interface Search {
  /** Both lists grow as the interpreters answer. */
  readonly found: Interpreter[]
  readonly broken: BrokenInterpreter[]
  readonly done: Promise<Discovery>
}

/** What follows for the choice of interpreters from the script that a session runs. */
type OfScript = Required<Pick<SessionRuntimesOptions, 'own' | 'modules'>> & Pick<SessionRuntimes, 'notes'>
const noScript: OfScript = { own: [], modules: [], notes: [] }

interface ChosenInterpreters {
  readonly named: NamedInterpreters
  /** Each sentence says what is wrong with the settings. */
  readonly problems: readonly string[]
}

/**
 * Knows the runtimes of this machine: Node at once, the Pythons as they answer. It asks none before it is needed: for a
 * session those that may be what its series run on, for the report all of them.
 */
export class InstalledRuntimes {
  readonly node: InstalledRuntime
  readonly #options: InstalledRuntimesOptions
  readonly #ending = new AbortController()
  /** One for each choice of runtimes that was looked for. */
  readonly #searches = new Map<string, Search>()
  readonly #asked = new Map<string, Promise<AskedOutcome>>()
  #chosen: Promise<ChosenInterpreters> | null = null
  #launch: NamedInterpreters

  constructor(options: InstalledRuntimesOptions) {
    this.#options = options
    this.node = options.node
    this.#launch = options.named
  }

  /**
   * Chooses for each runtime of a session the interpreter that has what its series need, or that a person's own script runs
   * on without the lab.
   * @param environment the virtual environment of the script's project; null if there is none, or it may not run
   */
  async forSession(
    series: readonly Series[],
    workload: Workload,
    environment: string | null = null,
  ): Promise<SessionRuntimes> {
    const { node, programs, machine } = this.#options
    const fixed = { node, programs, series, workload, system: hostSystem(machine, realFileSystem) }
    const needed = pythonRuntimes.filter((runtime) => series.some((one) => one.runtime === runtime))
    if (needed.length === 0) {
      return sessionRuntimes({ ...fixed, discovery: { found: [], broken: [] }, named: {} })
    }
    const script = workload.kind === 'script' ? await this.#ofScript(workload.path, environment) : noScript
    const { own, modules, notes } = script
    const discovery = await enough(this.#searching(needed, own), needed)
    const { named, problems } = await this.#choices()
    const chosen = sessionRuntimes({ ...fixed, discovery, named, own, modules })
    return { ...chosen, notes: [...problems, ...notes, ...chosen.notes] }
  }

  async #ofScript(script: string, environment: string | null): Promise<OfScript> {
    const { machine } = this.#options
    const { interpreters, notes } = scriptInterpreters(machine, realFileSystem, environment)
    const own = interpreters.map(async ({ command, why, isShim }) => {
      const behind = isShim ? await this.#behindShim(command) : command
      return behind === null ? [] : [{ command: behind, why }]
    })
    return { own: (await Promise.all(own)).flat(), modules: importsOf(realFileSystem.read(script) ?? ''), notes }
  }

  /** Asks a shim which interpreter it starts; it does so in the lab's own folder, so that no other folder has a say. */
  async #behindShim(shim: CommandLine): Promise<CommandLine | null> {
    const question = commandText(shim)
    const answer = this.#asked.get(question) ?? askNamed(shim, this.#question(), this.#ending.signal)
    this.#asked.set(question, answer)
    const outcome = await answer
    return outcome.kind === 'found' && outcome.interpreter.executable !== '' ? [outcome.interpreter.executable] : null
  }

  /** Waits until the slowest interpreter has answered. */
  async report(): Promise<RuntimeReport> {
    const { machine } = this.#options
    const discovery = await this.#searching(null).done
    const { named, problems } = await this.#choices()
    const report = runtimeReport(discovery, named, hostSystem(machine, realFileSystem))
    return { ...report, notes: [...problems, ...report.notes] }
  }

  /**
   * Keeps a command line for a runtime in the settings, also in place of one that was named for this launch; null goes
   * back to the interpreter that is found without a choice. The command is asked first, and kept only if it is that runtime.
   * @returns what is wrong with the command, or null
   */
  async choose(runtime: PythonRuntime, commandLine: string | null): Promise<string | null> {
    let kept: string | null = null
    if (commandLine !== null) {
      const named = nameInterpreter(runtime, commandLine, this.#options.machine, realFileSystem, process.cwd())
      if (named.kind === 'refused') return named.message
      const misfit = await this.#misfit(runtime, named.command)
      if (misfit !== null) return misfit
      // absolute paths, because the next launch may be in another folder
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
    const outcome = await askNamed(command, this.#question(), this.#ending.signal)
    const text = commandText(command)
    if (outcome.kind === 'cancelled') return `${text} was not asked: the lab is closing`
    if (outcome.kind === 'broken') return `${text} ${outcome.message}`
    const { runtime: found, version } = outcome.interpreter
    return found === runtime ? null : `${text} is ${runtimeName(found)} ${version}, not ${runtimeName(runtime)}`
  }

  /** Forgets the answers, so that what was installed meanwhile is found. */
  searchAgain(): void {
    this.#searches.clear()
    this.#asked.clear()
    this.#chosen = null
  }

  /** Waits until no interpreter is being asked any more, because that would disturb a run. */
  async quiet(): Promise<void> {
    if (this.#searches.size === 0) return
    const done = Promise.all([...this.#searches.values()].map((search) => search.done))
    await Promise.race([done, delay(quietAfterMs, undefined, { ref: false })]).catch(() => undefined)
  }

  close(): void {
    this.#ending.abort()
  }

  #question(): Pick<DiscoveryOptions, 'machine' | 'describer' | 'groups'> {
    const { machine, programs, groups } = this.#options
    return { machine, describer: programs.interpreterDescriber, ...(groups === undefined ? {} : { groups }) }
  }

  /**
   * @param wanted null for all
   * @param own what a script runs on without the lab
   */
  #searching(wanted: readonly PythonRuntime[] | null, own: OfScript['own'] = []): Search {
    const key = [String(wanted), ...own.map(({ command }) => commandText(command))].join('\n')
    const running = this.#searches.get(key)
    if (running !== undefined) return running
    const { home } = this.#options
    const found: Interpreter[] = []
    const broken: BrokenInterpreter[] = []
    const done = this.#choices().then(({ named }) =>
      discoverAll(
        {
          ...this.#question(),
          home,
          ...(wanted === null ? {} : { wanted }),
          asked: this.#asked,
          named: [
            ...(wanted ?? pythonRuntimes).flatMap((runtime) => (named[runtime] === undefined ? [] : [named[runtime]])),
            ...own.map(({ command }) => command),
          ],
          onAnswer: (answer) => {
            if (answer.kind === 'found') found.push(answer.interpreter)
            else broken.push(answer)
          },
        },
        this.#ending.signal,
      ),
    )
    const search = { found, broken, done }
    this.#searches.set(key, search)
    return search
  }

  #choices(): Promise<ChosenInterpreters> {
    this.#chosen ??= this.#readChoices()
    return this.#chosen
  }

  async #readChoices(): Promise<ChosenInterpreters> {
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

/** Resolves to everything, or after `patienceMs` to what has answered, if each needed runtime is among it. */
async function enough(search: Search, needed: readonly PythonRuntime[]): Promise<Discovery> {
  const isThere = (runtime: PythonRuntime): boolean => search.found.some((one) => one.runtime === runtime)
  const early = delay(patienceMs, undefined, { ref: false }).then(() =>
    needed.every(isThere) ? { found: [...search.found], broken: [...search.broken] } : search.done,
  )
  return await Promise.race([search.done, early])
}
