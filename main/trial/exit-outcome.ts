import type { Outcome } from '../../experiments/core/session/outcome.ts'
import type { TrialMessage } from './trial-messages.ts'

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last kilobytes of what it printed outside of the protocol. */
  readonly printed: string
  /** The message that closed the protocol, if there was one. */
  readonly last: Extract<TrialMessage, { type: 'done' | 'failed' }> | null
  readonly oomKilled: boolean
  /** Why the lab ended it, if it did. */
  readonly stopped: Outcome | null
}

const outOfMemory = /JavaScript heap out of memory|FATAL ERROR: .*(Allocation|memory)|^MemoryError/m
/** A Java machine whose heap is full may end, or hang, before its program can say why. */
const javaOutOfMemory = /java\.lang\.OutOfMemoryError|insufficient memory for the Java Runtime Environment/

export function outcomeOf(end: ProcessEnd): Outcome {
  const javaRanOut = end.last === null && javaOutOfMemory.test(end.printed)
  if (end.stopped !== null) {
    return javaRanOut && end.stopped.kind === 'timeout'
      ? { kind: 'out-of-memory', message: `ran out of heap memory, and ${end.stopped.message}` }
      : end.stopped
  }
  if (end.last?.type === 'done' && end.code === 0) return { kind: 'ok' }
  const how = describeEnd(end)
  if (javaRanOut || outOfMemory.test(end.printed)) {
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
  return { kind: 'crashed', message: `${how}${lastWords(end.printed)}` }
}

function describeEnd(end: ProcessEnd): string {
  return end.signal === null
    ? `ended with exit code ${String(end.code)} before it was done`
    : `was killed by ${end.signal}`
}

function lastWords(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '' && !/^Node\.js v/.test(line))
  // an uncaught error's own line says more than the frames after it
  const line = lines.findLast((candidate) => /^\w*(Error|Exception)\b/.test(candidate)) ?? lines.at(-1)
  return line === undefined ? '' : `; its last words: ${line.trim().slice(0, 300)}`
}
