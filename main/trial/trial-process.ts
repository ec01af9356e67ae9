import { randomUUID } from 'node:crypto'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { outcomeOf, type ProcessEnd } from './exit-outcome.ts'
import { lapProblem, lapsMissing } from './lap-check.ts'
import { MessageReader } from './message-reader.ts'
import { nowUs } from '../system/clock.ts'
import { endMarked } from '../system/marked-processes.ts'
import { oomKills } from '../system/oom-kills.ts'
import { killGroup } from '../system/process-group.ts'
import type { Reaper } from '../reaper/reaper.ts'
import { spawnTrial, type TrialCommand } from './spawn-trial.ts'
import type { SentRequest, TrialRequest } from './trial-request.ts'
import { TimeLimit } from './time-limit.ts'
import {
  trialMessageSchema,
  type FactMessage,
  type LapMessage,
  type ReadyMessage,
  type TrialMessage,
} from './trial-messages.ts'

/** The end of what a trial prints, in which its last words are looked for. */
const printedKept = 16_384
/** The beginning of what a trial prints, which goes into the session's log: no trial fills it alone. */
const printedLogged = 65_536
/** How long a program that has said its last word may take to end: a workload may run on, or wait, as it ends. */
const lingerMs = 2000
/** How long the pipes of an ended process may stay open in the hands of others. */
const drainMs = 300

export interface TrialProcessOptions extends TrialCommand {
  readonly request: TrialRequest
  readonly timeoutMs: number
  readonly reaper: Reaper
  readonly signal: AbortSignal
  onPrint(text: string): void
  /** Called when all workers stand at the start gate. */
  onReady?(): void
}

export interface TrialRun {
  readonly outcome: Outcome
  readonly pids: readonly number[]
  readonly processStartMs: number | null
  readonly startupMs: number | null
  readonly startMethod: ReadyMessage['startMethod'] | null
  readonly laps: readonly LapMessage[]
  readonly facts: readonly FactMessage[]
  /** Whether somebody stopped it for a while (SIGSTOP): a lap may hold the stop. */
  readonly wasStopped?: boolean
}

export interface RunningTrial {
  readonly pid: number | null
  /** Ends the whole process group; the trial's outcome is then this one. */
  stop(outcome: Outcome): void
  readonly result: Promise<TrialRun>
}

/** "worker 2: threw …" is one sentence: "worker 2 threw …". */
function inWords(message: string): string {
  return message.replace(/^(worker \d+): (?=(?:threw|awaits|ended|ran|was) )/, '$1 ')
}

/** Starts one trial in a process group of its own. Whatever happens in it comes back as an Outcome. */
export function startTrial(start: TrialProcessOptions): RunningTrial {
  const { command, cwd, env, request, reaper } = start
  const oomKillsBefore = oomKills()
  const { mark, channel, child, spawnedUs } = spawnTrial({ command, cwd, env }, request.workload, reaper.labId)
  const pid = child.pid ?? null
  if (pid !== null) reaper.watch(pid)

  const laps: LapMessage[] = []
  const facts: FactMessage[] = []
  let pids: readonly number[] = pid === null ? [] : [pid]
  let processStartMs: number | null = null
  let startupMs: number | null = null
  let startMethod: TrialRun['startMethod'] = null
  let last: ProcessEnd['last'] = null
  let printed = ''
  let loggedLength = 0
  let lingering: NodeJS.Timeout | undefined
  let stopped: Outcome | null = null

  const stop = (outcome: Outcome): void => {
    stopped ??= outcome
    if (pid !== null) killGroup(pid)
  }
  const seconds = (start.timeoutMs / 1000).toFixed(1).replace(/\.0$/, '')
  const limit = new TimeLimit({
    limitMs: start.timeoutMs,
    pids: () => pids,
    over: (why) => {
      if (why === 'stopped') stop({ kind: 'killed', message: 'was stopped (SIGSTOP), not continued, and was ended' })
      else stop({ kind: 'timeout', message: `was not done after ${seconds} s (the file's timeout) and was ended` })
    },
  })
  const keepPrint = (text: string): void => {
    printed = (printed + text).slice(-printedKept)
    if (loggedLength >= printedLogged) return
    loggedLength += text.length
    const rest = loggedLength > printedLogged ? '\n(this trial printed more)\n' : ''
    start.onPrint(text.slice(0, printedLogged) + rest)
  }
  const receive = (message: TrialMessage): void => {
    switch (message.type) {
      case 'hello':
        processStartMs = (message.clockUs - spawnedUs) / 1e3
        return
      case 'ready':
        startupMs = message.startupMs
        startMethod = message.startMethod ?? null
        pids = [...new Set([...pids, ...message.pids])]
        start.onReady?.()
        return
      case 'lap': {
        const problem = lapProblem(message, laps.length, (nowUs() - spawnedUs) / 1e3, start.request)
        if (problem === null) laps.push({ ...message, passes: request.passes })
        else stop({ kind: 'crashed', message: problem })
        return
      }
      case 'fact':
        facts.push(message)
        return
      case 'done':
      case 'failed':
        last ??= message.type === 'failed' ? { ...message, message: inWords(message.message) } : message
        limit.clear()
        lingering ??= setTimeout(() => {
          if (pid !== null) killGroup(pid)
        }, lingerMs)
    }
  }
  const secret = randomUUID()
  const hear = (json: string): void => {
    const message = parseMessage(json)
    if (message === null) keepPrint(`${json}\n`)
    else receive(message)
  }
  const readers = [channel, child.stdout].map((stream) => {
    const reader = new MessageReader(secret, hear, keepPrint)
    stream?.setEncoding('utf8').on('data', (text: string) => {
      reader.push(text)
    })
    return reader
  })
  child.stderr?.setEncoding('utf8').on('data', keepPrint)
  child.stdin?.on('error', () => {
    // it ended before it read its request: its exit says how
  })
  const sent: SentRequest = { ...request, secret }
  child.stdin?.end(`${JSON.stringify(sent)}\n`)

  const cancel = (): void => {
    stop({ kind: 'cancelled', message: 'was cancelled' })
  }
  if (start.signal.aborted) cancel()
  else start.signal.addEventListener('abort', cancel, { once: true })

  const result = new Promise<TrialRun>((resolve) => {
    let over = false
    let drain: NodeJS.Timeout | undefined
    const finish = (outcome: Outcome): void => {
      if (over) return
      over = true
      limit.clear()
      clearTimeout(lingering)
      clearTimeout(drain)
      start.signal.removeEventListener('abort', cancel)
      channel?.destroy()
      child.stdout?.destroy()
      child.stderr?.destroy()
      if (pid !== null) {
        killGroup(pid)
        reaper.release(pid)
      }
      const run = { outcome, pids, processStartMs, startupMs, startMethod, laps, facts, wasStopped: limit.wasStopped }
      // what left the group would disturb every later trial
      void endMarked(mark).then(() => {
        resolve(run)
      })
    }
    const conclude = (code: number | null, signal: NodeJS.Signals | null): void => {
      for (const reader of readers) reader.end()
      const oomKilled = oomKillsBefore !== null && (oomKills() ?? 0) > oomKillsBefore
      const outcome = outcomeOf({ code, signal, printed, last, oomKilled, ownFolder: cwd, stopped })
      const missing = outcome.kind === 'ok' ? lapsMissing(laps, start.request) : null
      finish(missing === null ? outcome : { kind: 'crashed', message: missing })
    }
    child.on('error', (error) => {
      finish({ kind: 'crashed', message: `${command[0]} could not be started: ${error.message}` })
    })
    child.on('close', conclude)
    child.on('exit', (code, signal) => {
      drain = setTimeout(conclude, drainMs, code, signal)
    })
  })
  return { pid, stop, result }
}

function parseMessage(json: string): TrialMessage | null {
  try {
    return trialMessageSchema.parse(JSON.parse(json))
  } catch {
    return null
  }
}
