import type {
  FactRecord,
  LapRecord,
  LockRecord,
  SessionRecord,
  TrialRecord,
} from '../../experiments/core/session/session.ts'

/** Which trial of a session it is. */
export type TrialPlace = Pick<TrialRecord, 'trial' | 'round' | 'series' | 'workers'>

export type MadeUpLap = Pick<LapRecord, 'makespanMs'> & Partial<LapRecord>
export type MadeUpLock = Pick<LockRecord, 'holds'> & Partial<LockRecord>
export type MadeUpFact = Pick<FactRecord, 'name' | 'value'> & Partial<FactRecord>

export interface TrialContents extends Partial<Omit<TrialRecord, keyof TrialPlace | 'record'>> {
  /** The first lap is number 0 and the warm-up lap, unless it says otherwise. */
  readonly laps?: readonly MadeUpLap[]
  /** The timelines of lap 1, unless they say otherwise. */
  readonly locks?: readonly MadeUpLock[]
  readonly facts?: readonly MadeUpFact[]
}

/** The records of one trial that ended well; a caller names only what matters to it. */
export function madeUpTrial(
  place: TrialPlace,
  { laps = [], locks = [], facts = [], ...changes }: TrialContents = {},
): readonly SessionRecord[] {
  const { trial, workers } = place
  return [
    ...laps.map((lap, at): LapRecord => {
      const cpuMs = lap.makespanMs * workers
      return { record: 'lap', trial, lap: at, warmup: at === 0, cpuMs, checksum: 'aaaa', workers: [], ...lap }
    }),
    ...locks.map((lock): LockRecord => {
      return { record: 'lock', trial, lap: 1, source: 'gaps', fromMs: null, toMs: null, ...lock }
    }),
    ...facts.map((fact): FactRecord => ({ record: 'fact', trial, unit: '', ...fact })),
    {
      record: 'trial',
      ...place,
      startedAtMs: trial * 1000,
      endedAtMs: trial * 1000 + 900,
      outcome: { kind: 'ok' },
      pids: [100 + trial],
      processStartMs: 20,
      startupMs: 30,
      peakRssBytes: 40 * 2 ** 20,
      ...changes,
    },
  ]
}
