import type { PythonRuntime, RuntimeId } from '../names/series.ts'
import type { RuntimeInfo } from './runtime-info.ts'

export interface FoundRuntime {
  readonly runtime: RuntimeId
  /** Its name, for example "CPython free-threaded". */
  readonly name: string
  readonly version: string
  readonly command: readonly string[]
  /** The command as one would type it. */
  readonly commandLine: string
  /** Whether series of this runtime run on it, unless they need something that it lacks. */
  readonly default: boolean
  /** Packages for whose sake a series takes it, although it is not the default. */
  readonly usedFor: readonly string[]
  /** What it is and has, in a few words each. */
  readonly facts: readonly string[]
}

export interface BrokenRuntime {
  readonly commandLine: string
  /** A whole sentence without the command: "ends with exit code 3 at start; its last words: …". */
  readonly message: string
}

/** A runtime that is not installed, or a package that the claims need and that no runtime has. */
export interface MissingRuntime {
  /** A runtime's id, or the name of a package. */
  readonly wanted: string
  readonly name: string
  readonly why: string
  /** What it is and what else it takes, in a sentence. */
  readonly what: string
  /** Commands that install it; each is an alternative, and the usual one comes first. */
  readonly commands: readonly string[]
  /** The address of the project's own page. */
  readonly page: string
}

/** What doctor prints and the window's page of runtimes shows. */
export interface RuntimesReport {
  /** The Node that comes with Lockstep. */
  readonly node: RuntimeInfo
  readonly found: readonly FoundRuntime[]
  readonly broken: readonly BrokenRuntime[]
  readonly missing: readonly MissingRuntime[]
  /** Command lines that a person chose, as one would type them. Lockstep chooses the others by itself. */
  readonly chosen: Readonly<Partial<Record<PythonRuntime, string>>>
  /** Choices that could not be followed, each a sentence. */
  readonly notes: readonly string[]
}
