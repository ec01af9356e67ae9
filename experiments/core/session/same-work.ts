import { calibrationKey, type SeriesId } from '../names/series.ts'
import type { LapRecord, SessionHeader } from './session.ts'

/** @returns how many times the work of one worker so many do: as often as there are workers, with weak scaling */
export function timesTheWork({ scaling }: Pick<SessionHeader, 'scaling'>, workers: number): number {
  return scaling === 'weak' ? workers : 1
}

/**
 * Each condition does as many passes in a lap as make it long enough, so laps of two conditions need not be the same
 * work. Their times are compared, and shown, for the work of a lap of serial.
 * @returns what a lap's times are to be multiplied by for that
 */
export function toSerialWork({ passes }: Pick<SessionHeader, 'passes'>, series: SeriesId, lap: LapRecord): number {
  return lap.passes === undefined ? 1 : (passes[calibrationKey(series)] ?? 1) / lap.passes
}
