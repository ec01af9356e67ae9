import type { FailureMessage } from '../../../trial/trial-messages.ts'
import { describeFailure, neverSettled } from './failure.ts'
import { endProcess } from './own-process.ts'

/** Has a process say why it ends although nobody waits for the error: its stack goes to the log. */
export function sayLastErrors(say: (failure: FailureMessage) => void): void {
  process.on('uncaughtException', (error: unknown) => {
    say(describeFailure(error))
    console.error(error)
    endProcess(1)
  })
  process.on('beforeExit', () => {
    say(neverSettled)
    endProcess(1)
  })
}
