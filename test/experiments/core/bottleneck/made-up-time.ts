import { foldSession } from '../../../../experiments/core/session/session-fold.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { LapRecord, LockRecord, Session } from '../../../../experiments/core/session/session.ts'
import { recordsOf } from '../../../../testbed/sessions/rounds.ts'

type WorkerLap = LapRecord['workers'][number]

export interface MadeUpTime {
  readonly series: SeriesId
  /** Of each measured lap, one a round; of the serial lap, 1000 ms. */
  readonly makespansMs: readonly number[]
  /** What the workers of such a lap did. */
  readonly workers: (makespanMs: number) => readonly WorkerLap[]
  /** When they ran, worker by worker, as a lock record holds it. */
  readonly timeline?: (makespanMs: number) => Pick<LockRecord, 'source' | 'holds'> & Partial<LockRecord>
  readonly usableCores?: number
}

const serialMs = 1000

/** Makespans of five rounds that scatter by 1%. */
export const rounds = [990, 1000, 1010, 1005, 995]

/** A session with serial trials, and trials of one condition whose workers did what is said. */
export function sessionWith({ series, makespansMs, workers, timeline, usableCores = 2 }: MadeUpTime): Session {
  const count = workers(1).length
  const [runtime] = series.split('/')
  const serial: SeriesId = runtime === 'cpython' ? 'cpython/serial' : 'node/serial'
  const records = recordsOf({
    rounds: {
      [serial]: { 1: makespansMs.map(() => [serialMs]) },
      [series]: { [count]: makespansMs.map((ms) => [ms]) },
    },
    usableCores,
  })
  const ofSeries = new Set(
    records.flatMap((record) => (record.record === 'trial' && record.series === series ? record.trial : [])),
  )
  return foldSession(
    records.flatMap((record) => {
      if (record.record !== 'lap' || !ofSeries.has(record.trial)) return [record]
      const lap = { ...record, workers: [...workers(record.makespanMs)] }
      if (record.warmup || timeline === undefined) return [lap]
      const { trial, lap: number, makespanMs } = record
      const lock: LockRecord = { record: 'lock', trial, lap: number, fromMs: null, toMs: null, ...timeline(makespanMs) }
      return [lap, lock]
    }),
  )
}

/** Turns of two workers from 0 to the end, each as long as said. */
export function turns(makespanMs: number, turnMs: number, workers = 2): number[][] {
  const lanes: number[][] = Array.from({ length: workers }, () => [])
  for (let turn = 0; turn * turnMs < makespanMs; turn++) {
    lanes[turn % workers]?.push(turn * turnMs, Math.min(makespanMs, (turn + 1) * turnMs))
  }
  return lanes
}
