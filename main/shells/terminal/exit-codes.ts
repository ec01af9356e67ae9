export const exitCodes = { ok: 0, failed: 1, badInput: 2, hangup: 129, interrupted: 130, terminated: 143 } as const

/** Bad input or usage: the message is all that a person needs. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
