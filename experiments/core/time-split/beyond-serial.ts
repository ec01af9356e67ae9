import type { LapRecord, SessionHeader } from '../session/session.ts'
import { toSerialWork } from '../session/same-work.ts'
import type { SeriesId } from '../names/series.ts'
import { mean } from '../numbers/statistics.ts'
import type { TrialSplit } from './trial-split.ts'

/** A trial's split, and how long workers × makespan is for the work of a lap of serial. */
export interface TrialTime extends TrialSplit {
  readonly wholeMs: number
}

/** @param laps the measured laps of the split */
export function wholeMsOf(header: Pick<SessionHeader, 'passes'>, series: SeriesId, laps: readonly LapRecord[]): number {
  const measured = laps.filter(({ warmup, makespanMs }) => !warmup && makespanMs > 0)
  return mean(measured.map((lap) => lap.makespanMs * lap.workers.length * toSerialWork(header, series, lap)))
}

/** What a condition spends beyond serial, as shares of its workers × makespan; below 0 if it spends less. */
export interface BeyondSerial {
  readonly cpu: number
  readonly waiting: number
}

/** @param times how many times serial's work it is: with weak scaling, the workers */
export function beyondSerial(own: TrialTime, serial: TrialTime, times: number): BeyondSerial {
  const serialShare = (share: number): number => (times * share * serial.wholeMs) / own.wholeMs
  return {
    cpu: own.split.useful - serialShare(serial.split.useful + serial.split.clock),
    waiting: own.split.waiting - serialShare(serial.split.waiting),
  }
}
