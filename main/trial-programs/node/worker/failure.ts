import type { FailureMessage } from '../../../trial/trial-messages.ts'

/** A task whose results cannot be trusted. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult'
}

/** Node ends by itself once nothing is left that could settle what is awaited. */
export const neverSettled: FailureMessage = {
  type: 'failed',
  outcome: 'crashed',
  message: 'awaits a promise that nothing can settle any more',
}

const outOfMemory = /Array buffer allocation failed|Invalid array length|Invalid typed array length|out of memory/i

/** @returns what an error thrown in a worker means for its trial */
export function describeFailure(error: unknown): FailureMessage {
  if (error instanceof WrongResult) return { type: 'failed', outcome: 'wrong-result', message: error.message }
  if (!(error instanceof Error)) return { type: 'failed', outcome: 'crashed', message: `threw ${String(error)}` }
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || outOfMemory.test(error.message)) {
    return { type: 'failed', outcome: 'out-of-memory', message: error.message }
  }
  return { type: 'failed', outcome: 'crashed', message: `threw ${firstFrames(error)}` }
}

/** @returns the error and where it came from, on one line */
function firstFrames(error: Error): string {
  const place = /^\s+at .*$/m.exec(error.stack ?? '')?.[0].trim()
  return `${error.name}: ${error.message}${place === undefined ? '' : ` (${place})`}`
}
