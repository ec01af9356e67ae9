import type { EndSignal } from './end-signals.ts'

export const exitCodes = { ok: 0, failed: 1, badInput: 2, hangup: 129, interrupted: 130, terminated: 143 } as const

/** The input or the options are wrong: the message is all that a person needs. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A run that a signal ended exits with these codes. */
export const signalCodes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hangup,
} satisfies Record<EndSignal, number>
