import { z } from 'zod'

/**
 * What a person calls a session, and what they noted on it: the newest record counts, and says both. It stands before the
 * session's end, which is written again behind it: the last line of a session that is over is always its end.
 */
export const labelSchema = z.object({
  record: z.literal('label'),
  /** The time of day. */
  at: z.iso.datetime(),
  /** Empty if it has none of its own, as its note. */
  name: z.string(),
  note: z.string(),
})
export type LabelRecord = z.infer<typeof labelSchema>

export const longestName = 200
export const longestNote = 2000

/** Replaces a part of a label and keeps the other. */
export type LabelChange = Partial<Pick<LabelRecord, 'name' | 'note'>>

export function labelRecord(before: LabelRecord | null, change: LabelChange, at: Date): LabelRecord {
  const { name = before?.name ?? '', note = before?.note ?? '' } = change
  return { record: 'label', at: at.toISOString(), name: name.trim(), note: note.trim() }
}
