import type { Outcome } from '../../experiments/core/outcome.ts'
import type { TrialMessage } from './trial-messages.ts'

/** How a trial's process ended, as the lab saw it from outside. */
export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last kilobytes of its stderr. */
  readonly stderr: string
  /** Its last word on the protocol, if it had one. */
  readonly last: Extract<TrialMessage, { type: 'done' | 'failed' }> | null
  /** Whether the system's out-of-memory killer struck while it ran. */
  readonly oomKilled: boolean
}

const outOfMemory = /JavaScript heap out of memory|FATAL ERROR: .*(Allocation|memory)|^MemoryError/m

export function outcomeOf(end: ProcessEnd): Outcome {
  if (end.last?.type === 'done' && end.code === 0) return { kind: 'ok' }
  const how = describeEnd(end)
  if (outOfMemory.test(end.stderr)) {
    return {
      kind: 'out-of-memory',
      message: `ran out of heap memory (${end.last?.type === 'failed' ? end.last.message : how})`,
    }
  }
  if (end.last?.type === 'failed') return { kind: end.last.outcome, message: end.last.message }
  if (end.signal !== null) {
    return end.oomKilled && end.signal === 'SIGKILL'
      ? { kind: 'out-of-memory', message: 'was ended by the system because memory ran out' }
      : { kind: 'killed', message: how }
  }
  return { kind: 'crashed', message: `${how}${lastWords(end.stderr)}` }
}

function describeEnd(end: ProcessEnd): string {
  return end.signal === null
    ? `ended with exit code ${String(end.code)} before it was done`
    : `was killed by ${end.signal}`
}

function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^Node\.js v/.test(line))
  // an uncaught error's own line says more than the frames after it
  const line = lines.findLast((candidate) => /^\w*(Error|Exception)\b/.test(candidate)) ?? lines.at(-1)
  return line === undefined ? '' : `; its last words: ${line.trim().slice(0, 300)}`
}
