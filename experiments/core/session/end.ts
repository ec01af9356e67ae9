import { z } from 'zod'

/** How a session ended: its last record. */
export const endSchema = z.object({
  record: z.literal('end'),
  atMs: z.number(),
  reason: z.enum(['complete', 'cancelled', 'failed']),
  /** What completed it; absent for other reasons, and in older sessions. */
  by: z.enum(['rounds', 'precision', 'budget', 'failures']).optional(),
  message: z.string(),
})
export type EndRecord = z.infer<typeof endSchema>
