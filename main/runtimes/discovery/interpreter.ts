import { z } from 'zod'
import type { PythonRuntime } from '../../../experiments/core/names/series.ts'

export { pythonRuntimes, type PythonRuntime } from '../../../experiments/core/names/series.ts'

/** A command line: the program, then its arguments. */
export type CommandLine = readonly [string, ...string[]]

/** The version is null where the package is there and does not say. */
const packageSchema = z.object({ version: z.string().nullable() }).nullable()

/** What describe-interpreter.py says about the interpreter that runs it. */
export const descriptionSchema = z.object({
  lockstepDescription: z.literal(1),
  implementation: z.string(),
  /** Of the language: 3.13.5, 3.14.0rc2. */
  version: z.string(),
  /** Of the implementation, where it counts apart from the language (PyPy). */
  release: z.string().nullable(),
  /** The virtual machine below: "Java 17.0.15". */
  host: z.string().nullable(),
  /** Whether one lock is held around every thread's Python code now; a free-threaded build can switch it on. */
  lockOn: z.boolean(),
  freeThreadedBuild: z.boolean(),
  /** Slow by its checks: never chosen unasked. */
  debugBuild: z.boolean(),
  /** Null where the implementation has none. */
  switchIntervalMs: z.number().nullable(),
  /** Of multiprocessing: fork, spawn, forkserver; empty where it has no processes. */
  startMethods: z.array(z.string()).readonly(),
  modules: z.object({
    numpy: packageSchema,
    scipy: packageSchema,
    'concurrent.interpreters': z.boolean(),
    _interpreters: z.boolean(),
  }),
  /** Its own sys.executable: for IronPython and Jython not always what can be started. */
  executable: z.string(),
  /** The existing files and folders of sys.path: where a package that is installed later appears. */
  searchPath: z.array(z.string()).readonly(),
  pointerBits: z.number(),
})
export type InterpreterDescription = z.infer<typeof descriptionSchema>

/** An interpreter that answered. */
export type Interpreter = Omit<InterpreterDescription, 'lockstepDescription'> & {
  readonly runtime: PythonRuntime
  readonly command: CommandLine
}

/** Null for an implementation that the lab does not measure. */
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

/** What became of asking one interpreter. */
export type AskedOutcome =
  | { readonly kind: 'found'; readonly interpreter: Interpreter }
  | BrokenInterpreter
  | { readonly kind: 'cancelled'; readonly command: CommandLine }

export interface BrokenInterpreter {
  readonly kind: 'broken'
  readonly command: CommandLine
  readonly reason: BrokenReason
  /** A whole sentence without the command: "ends with exit code 3 at start; its last words: …". */
  readonly message: string
}
