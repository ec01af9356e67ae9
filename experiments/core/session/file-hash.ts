import { z } from 'zod'

/** A file of the user's own that decides what a run executes: the experiment, and the code that it names. */
export const fileHashSchema = z.strictObject({
  /** The absolute path. */
  path: z.string().min(1).max(4096),
  /** The SHA-256 of its content, in hex. */
  sha256: z.string().length(64),
})
export type FileHash = z.infer<typeof fileHashSchema>
