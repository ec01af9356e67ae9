import { z } from 'zod'

/**
 * A run was taken up again: what follows belongs to the same session, and the end before it no longer holds. The times of
 * a session count only while it was measured, so the gap is between `at` and the start of the run before plus its time.
 */
export const resumedSchema = z.object({
  record: z.literal('resumed'),
  atMs: z.number(),
  /** The time of day. */
  at: z.iso.datetime(),
  /** The version of Lockstep that measures from here on, and its build: as in the header. */
  lab: z.string(),
  build: z.string(),
  /** How the run before it ended: with an end of that reason, or with none, because the lab died or lost its power. */
  after: z.enum(['complete', 'cancelled', 'failed', 'died']),
  /** Why, in the words of its end. */
  why: z.string(),
  /** The rounds of the session from here on: those of its plan, or more if a person asked for more. */
  rounds: z.object({ min: z.number(), max: z.number() }),
})
export type ResumedRecord = z.infer<typeof resumedSchema>
