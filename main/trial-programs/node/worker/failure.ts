import type { FailureMessage } from '../../../trial/trial-messages.ts'
import type { TrialWorkload } from '../../../trial/trial-request.ts'
import { placeOf } from './failure-place.ts'

/** A task whose results cannot be trusted. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult'
}

/** What the trial needs is not there; the message is a whole sentence. */
export class Missing extends Error {
  override readonly name = 'Missing'
}

/** Node ends by itself once nothing is left that could settle what is awaited. */
export const neverSettled: FailureMessage = {
  type: 'failed',
  outcome: 'crashed',
  message: 'awaits a promise that nothing can settle any more',
}

const outOfMemory = /Array buffer allocation failed|Invalid array length|Invalid typed array length|out of memory/i
const longest = 500

/**
 * Says what an error thrown in a worker means for its trial. It never fails: an error of a person's module may be anything.
 * @param workload a module's file is named if the error does not say where it comes from
 */
export function describeFailure(error: unknown, workload?: TrialWorkload): FailureMessage {
  if (error instanceof WrongResult) return failed('wrong-result', error.message)
  if (error instanceof Missing) return failed('crashed', error.message)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const words = error instanceof Error ? wordsOf(() => `${error.name}: ${error.message}`) : wordsOf(() => String(error))
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || outOfMemory.test(words)) return failed('out-of-memory', words)
  return failed('crashed', `threw ${words}${placeOf(error, workload?.kind === 'module' ? workload.path : undefined)}`)
}

function failed(outcome: FailureMessage['outcome'], message: string): FailureMessage {
  return { type: 'failed', outcome, message: message.replace(/\s+/g, ' ').slice(0, longest) }
}

function wordsOf(tell: () => string): string {
  try {
    return tell().slice(0, longest)
  } catch {
    return 'something that cannot be told as text'
  }
}
