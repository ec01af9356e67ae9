import type { LabApi, SessionPart } from '../../preload/contract.ts'

/** Fetches a session part by part; the lab reads the next part while this one is being looked at. */
export async function* sessionParts(api: Pick<LabApi, 'session'>, sessionId: string): AsyncGenerator<SessionPart> {
  let asked: Promise<SessionPart> | null = api.session(sessionId, null)
  while (asked !== null) {
    const part: SessionPart = await asked
    asked = part.next === null ? null : api.session(sessionId, part.next)
    // whoever has seen enough does not wait for this answer, not even for a bad one
    asked?.catch(() => undefined)
    yield part
  }
}
