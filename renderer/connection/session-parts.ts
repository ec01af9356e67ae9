import type { LabApi, SessionPart } from '../../preload/contract.ts'

/** Fetches a session part by part; the lab reads the next part while this one is being looked at. */
export async function* sessionParts(api: Pick<LabApi, 'session'>, sessionId: string): AsyncGenerator<SessionPart> {
  let asked: Promise<SessionPart> | null = api.session(sessionId, null)
  while (asked !== null) {
    const part: SessionPart = await asked
    asked = part.next === null ? null : api.session(sessionId, part.next)
    // a caller that stops early does not wait for this answer, so that nobody would catch its error
    asked?.catch(() => undefined)
    yield part
  }
}
