import type { LapRecord, LockRecord, Session } from '../session/session.ts'

/** By trial, its first timeline and the lap that it is of. */
export type RecordedLaps = ReadonlyMap<number, { readonly lock: LockRecord; readonly lap: LapRecord }>

/** In one pass over the records, of which long sessions have many: not one for each condition. */
export function recordedLaps({ locks, laps }: Pick<Session, 'locks' | 'laps'>): RecordedLaps {
  const first = new Map<number, LockRecord>()
  for (const lock of locks) if (!first.has(lock.trial)) first.set(lock.trial, lock)
  const recorded = new Map<number, { readonly lock: LockRecord; readonly lap: LapRecord }>()
  for (const lap of laps) {
    const lock = first.get(lap.trial)
    if (lock?.lap === lap.lap && !recorded.has(lap.trial)) recorded.set(lap.trial, { lock, lap })
  }
  return recorded
}
