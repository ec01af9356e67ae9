import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { childEnvironment } from '../../system/child-environment.ts'
import { killGroup, type WatchedGroups } from '../../system/process-group.ts'
import { ownGroup, startProcess } from '../../system/start-process.ts'
import { TimeLimit } from '../../trial/time-limit.ts'
import {
  descriptionSchema,
  runtimeOf,
  type AskedOutcome,
  type BrokenReason,
  type CommandLine,
  type InterpreterDescription,
} from './interpreter.ts'

/** Jython needs 2 to 4 s to start, and more on a busy machine. */
export const answerTimeLimitMs = 10_000
const outputKept = 64 * 1024
const wordsKept = 300
/** The pipes of a process that has ended may stay open for this long in other processes. */
const drainMs = 300

export interface AskOptions {
  /** The path of describe-interpreter.py. */
  readonly describer: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly timeLimitMs?: number
  readonly groups?: WatchedGroups
}

type Ending =
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'not-started'; readonly error: unknown }
  | { readonly kind: 'hangs' | 'floods' | 'cancelled' }

/** Asks one interpreter what it is, in a process group of its own that never outlives the answer. */
export async function askInterpreter(command: CommandLine, options: AskOptions): Promise<AskedOutcome> {
  if (options.signal.aborted) return { kind: 'cancelled', command }
  const { ending, stdout, stderr } = await ask(command, options)
  const broken = (reason: BrokenReason, message: string): AskedOutcome => ({ kind: 'broken', command, reason, message })
  switch (ending.kind) {
    case 'cancelled':
      return { kind: 'cancelled', command }
    case 'not-started':
      return broken(...whyNotStarted(command[0], ending.error))
    case 'floods':
      return broken('rubbish', `prints without end instead of answering: ${lastWords(stdout)}`)
    case 'hangs': {
      const limit = `${(options.timeLimitMs ?? answerTimeLimitMs) / 1000} s`
      return broken(
        'hangs',
        `did not answer within ${limit}${stderr.trim() === '' ? '' : `; it said: ${lastWords(stderr)}`}`,
      )
    }
    case 'exited': {
      if (ending.code !== 0) {
        const how = ending.signal === null ? `exit code ${String(ending.code)}` : ending.signal
        const words = lastWords(stderr.trim() === '' ? stdout : stderr)
        return broken('crashes', `ends at start with ${how}; its last words: ${words}`)
      }
      const answer = findAnswer(stdout)
      if (answer === null)
        return broken('rubbish', `does not answer as a Python interpreter; it printed: ${lastWords(stdout)}`)
      const runtime = runtimeOf(answer)
      if (runtime === null) {
        return broken('not-measured', `is ${answer.implementation} ${answer.version}, which Lockstep does not measure`)
      }
      return { kind: 'found', interpreter: { ...answer, runtime, command } }
    }
  }
}

function ask(
  [program, ...programArguments]: CommandLine,
  { describer, env, signal, timeLimitMs = answerTimeLimitMs, groups }: AskOptions,
): Promise<{ readonly ending: Ending; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = startProcess([program, ...programArguments, describer], {
      ...ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
      // a folder of the lab's own, so that no file of a stranger is taken for a module
      cwd: dirname(describer),
      env: {
        ...childEnvironment(env, 'built-in'),
        PYTHONSAFEPATH: '1',
        ...(groups === undefined ? {} : { LOCKSTEP_LAB: groups.labId }),
      },
    })
    const { pid } = child
    if (pid !== undefined) groups?.watch(pid)
    let ending: Ending | null = null
    let stdout = ''
    let stderr = ''
    let drain: NodeJS.Timeout | undefined

    const end = (how: Ending): void => {
      ending ??= how
      if (pid !== undefined) killGroup(pid)
      // a process that still holds a pipe has left the group: the answer does not wait for it
      drain ??= setTimeout(close, drainMs)
    }
    const close = (): void => {
      limit.clear()
      clearTimeout(drain)
      signal.removeEventListener('abort', cancel)
      child.stdout?.destroy()
      child.stderr?.destroy()
      if (pid !== undefined) groups?.release(pid)
      resolve({ ending: ending ?? { kind: 'cancelled' }, stdout, stderr })
    }
    const cancel = (): void => {
      end({ kind: 'cancelled' })
    }
    const limit = new TimeLimit({
      limitMs: timeLimitMs,
      pids: () => (pid === undefined ? [] : [pid]),
      over: () => {
        end({ kind: 'hangs' })
      },
    })
    signal.addEventListener('abort', cancel, { once: true })
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.length > outputKept) end({ kind: 'floods' })
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-outputKept)
    })
    child.on('error', (error) => {
      ending ??= { kind: 'not-started', error }
      close()
    })
    child.on('exit', (code, signalName) => {
      ending ??= { kind: 'exited', code, signal: signalName }
      drain ??= setTimeout(() => {
        if (pid !== undefined) killGroup(pid)
        close()
      }, drainMs)
    })
    child.on('close', close)
  })
}

/** The answer is one line; a start-up file of the site may have printed others. */
function findAnswer(stdout: string): InterpreterDescription | null {
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{')) continue
    try {
      const parsed = descriptionSchema.safeParse(JSON.parse(line))
      if (parsed.success) return parsed.data
    } catch {
      // a line that only looks like JSON
    }
  }
  return null
}

function whyNotStarted(program: string, error: unknown): [BrokenReason, string] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') {
    const why = existsSync(program)
      ? 'cannot be started: the program that its first line names does not exist'
      : 'does not exist'
    return ['not-found', why]
  }
  if (code === 'EACCES' || code === 'EPERM') return ['not-executable', 'may not be executed']
  return ['not-executable', `cannot be started: ${error instanceof Error ? error.message : String(error)}`]
}

/** The last line of a Python traceback is the error itself. */
function lastWords(output: string): string {
  const last = output.trimEnd().split('\n').at(-1)?.trim() ?? ''
  return last === '' ? 'none' : JSON.stringify(last.slice(0, wordsKept))
}
