import { groupBy } from '../numbers/group-by.ts'
import { findSeries, variantKernel, type SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'

/** A trial whose result differs from what most series computed: it did other work, so its times mean nothing. */
export interface ChecksumDisagreement {
  readonly trial: number
  readonly series: SeriesId
  readonly workers: number
  readonly checksum: string
  readonly expected: string
  /** The series that gave the expected one. */
  readonly agreeing: readonly SeriesId[]
}

interface Vote {
  readonly trial: number
  readonly series: SeriesId
  readonly workers: number
  readonly checksum: string
}

/**
 * Every pass of every series of an experiment computes the same; under weak scaling, of every series at the same
 * worker count. A trial that differs from itself appears once for each checksum that is not the expected one.
 */
export function checksumDisagreements(session: Session): readonly ChecksumDisagreement[] {
  const weak = session.header.scaling === 'weak'
  const groups = groupBy(
    votesOf(session),
    ({ series, workers }) => `${variantKernel(series)} ${weak ? String(workers) : ''}`,
  )
  return [...groups.values()].flatMap(disagreementsWithin).sort((a, b) => a.trial - b.trial)
}

function votesOf(session: Session): readonly Vote[] {
  const lapsOfTrial = groupBy(session.laps, ({ trial }) => trial)
  return session.trials.flatMap(({ trial, series, workers, outcome }) => {
    // A trial that failed some other way can have laps, but says why it failed already.
    if (outcome.kind !== 'ok' && outcome.kind !== 'wrong-result') return []
    const checksums = new Set((lapsOfTrial.get(trial) ?? []).map(({ checksum }) => checksum))
    return [...checksums].map((checksum) => ({ trial, series, workers, checksum }))
  })
}

function disagreementsWithin(votes: readonly Vote[]): readonly ChecksumDisagreement[] {
  const candidates = [...groupBy(votes, ({ checksum }) => checksum)].map(([checksum, those]) => ({
    checksum,
    series: [...new Set(those.map(({ series }) => series))],
    trials: those.length,
  }))
  const [expected] = candidates.sort(
    (a, b) =>
      // A series has one voice, however many worker counts it ran at; where they are even, serial work is believed.
      b.series.length - a.series.length ||
      Number(b.series.some(isSerial)) - Number(a.series.some(isSerial)) ||
      b.trials - a.trials,
  )
  if (expected === undefined) return []
  return votes
    .filter(({ checksum }) => checksum !== expected.checksum)
    .map((vote) => ({ ...vote, expected: expected.checksum, agreeing: expected.series }))
}

function isSerial(series: SeriesId): boolean {
  return findSeries(series)?.executor === 'serial'
}
