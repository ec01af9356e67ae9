export const exitCodes = { ok: 0, failed: 1, badInput: 2 } as const

/** The input or the options are wrong: the message is all that a person needs. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
