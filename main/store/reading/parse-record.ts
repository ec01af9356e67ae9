import { sessionRecordSchema, type SessionRecord } from '../../../experiments/core/session/session.ts'

/** @returns the record, or what is wrong with the line */
export function parseRecord(text: string): SessionRecord | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is no JSON: expected one record of a session a line'
  }
  const parsed = sessionRecordSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return `is no record of a session: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
}
