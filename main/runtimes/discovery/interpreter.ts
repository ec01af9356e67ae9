import { z } from 'zod'
import type { PythonRuntime } from '../../../experiments/core/names/series.ts'
import { runtimeBuildSchema } from '../../../experiments/core/session/runtime-info.ts'

/** A command line is the program, then its arguments. */
export type CommandLine = readonly [string, ...string[]]

/** The version is null if the package is there and does not say it. */
const packageSchema = z.object({ version: z.string().nullable() }).nullable()

/** describe-interpreter.py prints this about the interpreter that runs it. */
export const descriptionSchema = z.object({
  implementation: z.string(),
  /** The version of the language: 3.13.5, 3.14.0rc2. */
  version: z.string(),
  /** The version of the implementation, if it differs from the language's (PyPy). */
  release: z.string().nullable(),
  /** The virtual machine that runs the interpreter: "Java 17.0.15". */
  host: z.string().nullable(),
  /** Whether every thread's Python code runs under one lock; a free-threaded build can switch it on. */
  lockOn: z.boolean(),
  freeThreadedBuild: z.boolean(),
  /** Whether it makes the checks of a debug build, which slow it down: it is used only if it is named. */
  debugBuild: z.boolean(),
  /** What else can be chosen when it is built; null for an implementation that has no such choices. */
  build: runtimeBuildSchema.omit({ debug: true, freeThreaded: true }).nullable(),
  /** Null if the implementation has none. */
  switchIntervalMs: z.number().nullable(),
  /** multiprocessing's start methods (fork, spawn, forkserver), its default first; empty if it has no processes. */
  startMethods: z.array(z.string()).readonly(),
  modules: z.object({
    numpy: packageSchema,
    scipy: packageSchema,
    'concurrent.interpreters': z.boolean(),
    _interpreters: z.boolean(),
  }),
  /** sys.executable; IronPython and Jython cannot always be started by it. */
  executable: z.string(),
  /** The existing files and folders of sys.path, in which a package that is installed later appears. */
  searchPath: z.array(z.string()).readonly(),
  pointerBits: z.number(),
})
export type InterpreterDescription = z.infer<typeof descriptionSchema>

/** An interpreter that answered. */
export type Interpreter = InterpreterDescription & {
  readonly runtime: PythonRuntime
  readonly command: CommandLine
}

/** Returns null for an implementation that the lab does not measure. */
export function runtimeOf(answer: InterpreterDescription): PythonRuntime | null {
  switch (answer.implementation) {
    case 'cpython':
      return answer.freeThreadedBuild ? 'cpython-ft' : 'cpython'
    case 'pypy':
    case 'jython':
    case 'ironpython':
      return answer.implementation
    default:
      return null
  }
}

export type BrokenReason = 'not-found' | 'not-executable' | 'crashes' | 'hangs' | 'rubbish' | 'not-measured'

export type AskedOutcome =
  | { readonly kind: 'found'; readonly interpreter: Interpreter }
  | BrokenInterpreter
  | { readonly kind: 'cancelled'; readonly command: CommandLine }

export interface BrokenInterpreter {
  readonly kind: 'broken'
  readonly command: CommandLine
  readonly reason: BrokenReason
  /** A sentence without its subject, the command: "ends at start with exit code 3; its last words: …". */
  readonly message: string
}
