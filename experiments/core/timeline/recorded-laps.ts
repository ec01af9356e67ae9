import type { LapRecord, LockRecord, Session } from '../session/session.ts'

/** The first timeline of each trial and the lap that it shows. */
export type RecordedLaps = ReadonlyMap<number, { readonly lock: LockRecord; readonly lap: LapRecord }>

/** Takes one pass over the records, since long sessions have many of them. */
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
