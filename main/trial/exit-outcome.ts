import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { lastWords } from './last-words.ts'
import type { TrialMessage } from './trial-messages.ts'

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last kilobytes of what it printed outside of the protocol. */
  readonly printed: string
  /** The message that closed the protocol, if there was one. */
  readonly last: Extract<TrialMessage, { type: 'done' | 'failed' }> | null
  readonly oomKilled: boolean
  /** The folder of the lab's programs in the trial. */
  readonly ownFolder: string
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
  // all was measured: how it ended afterwards, with an exit code of the workload's own for example, is its own affair
  if (end.last?.type === 'done') return { kind: 'ok' }
  const how = describeEnd(end)
  const words = lastWords(end.printed, end.ownFolder)
  if (javaRanOut || outOfMemory.test(end.printed)) {
    return {
      kind: 'out-of-memory',
      message: `ran out of heap memory (${end.last?.type === 'failed' ? end.last.message : how})`,
    }
  }
  if (end.last !== null) {
    const { outcome, message, silent } = end.last
    return { kind: outcome, message: silent === true ? message + words : message }
  }
  if (end.signal !== null) {
    return end.oomKilled && end.signal === 'SIGKILL'
      ? { kind: 'out-of-memory', message: 'was ended by the system because memory ran out' }
      : { kind: 'killed', message: how }
  }
  return { kind: 'crashed', message: `${how}${words}` }
}

function describeEnd(end: ProcessEnd): string {
  return end.signal === null
    ? `ended with exit code ${String(end.code)} before it was done`
    : `was killed by ${end.signal}`
}
