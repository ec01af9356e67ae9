import { logSpeedups } from '../curves/log-ratios.ts'
import { roundResults } from '../curves/round-results.ts'
import { factRounds } from '../facts/fact-rounds.ts'
import { numberOf } from '../facts/fact-summary.ts'
import { isSerial, type SeriesId } from '../names/series.ts'
import { geometricInterval, usualConfidence, type Ratio } from '../numbers/interval.ts'
import { welchRatio } from '../numbers/welch.ts'
import type { Session } from '../session/session.ts'

/** A range that is wider than this says nothing. */
const widestRange = 10

export type Change = 'more' | 'less' | 'none' | 'unknown'

/** One number that both sessions measured. */
export interface ComparedRow {
  readonly series: SeriesId
  readonly workers: number
  /** The name of a fact; null for the speedup. */
  readonly fact: string | null
  readonly unit: string
  readonly a: Ratio
  readonly b: Ratio
  /** How many times as much the second measured. */
  readonly ratio: Ratio
  readonly change: Change
}

type Logs = Pick<ComparedRow, 'series' | 'workers' | 'fact' | 'unit'> & {
  readonly a: readonly number[]
  readonly b: readonly number[]
}

/**
 * The rounds of two sessions have nothing in common that could be paired: each has its own order of trials. The ranges of
 * the ratios hold for all rows together (Bonferroni), so that of many rows none changes by chance alone.
 */
export function comparedRows(a: Session, b: Session): readonly ComparedRow[] {
  const rows = [...speedups(a, b), ...facts(a, b)]
  const tests = rows.filter((row) => row.a.length > 1 && row.b.length > 1).length
  const confidence = 1 - (1 - usualConfidence) / Math.max(1, tests)
  return rows.map(({ a: ofA, b: ofB, ...row }) => {
    const ratio = welchRatio(ofA, ofB, confidence)
    return { ...row, a: geometricInterval(ofA), b: geometricInterval(ofB), ratio, change: changeOf(ratio) }
  })
}

function changeOf({ low, high }: Ratio): Change {
  if (low === null || high === null || high / low > widestRange) return 'unknown'
  if (low > 1) return 'more'
  return high < 1 ? 'less' : 'none'
}

function speedups(a: Session, b: Session): readonly Logs[] {
  const [ofA, ofB] = [roundResults(a), roundResults(b)]
  return a.header.conditions
    .filter(({ series }) => !isSerial(series))
    .map(({ series, workers }) => ({
      ...{ series, workers, fact: null, unit: '×' },
      a: [...logSpeedups(a, ofA, series, workers).values()],
      b: [...logSpeedups(b, ofB, series, workers).values()],
    }))
    .filter((row) => row.a.length > 0 && row.b.length > 0)
}

/** Only numbers above 0 have a ratio. */
function facts(a: Session, b: Session): readonly Logs[] {
  const [ofA, ofB] = [factRounds(a), factRounds(b)]
  return ofA.names.flatMap(({ series, workers, name, unit }) => {
    const logs = [ofA, ofB].map((one) => {
      const values = [...one.of(series, workers, name).values()].map(numberOf)
      return values.flatMap((value) => (value === null || value <= 0 ? [] : [Math.log(value)]))
    })
    const counts = [ofA, ofB].map((one) => one.of(series, workers, name).size)
    const [logA = [], logB = []] = logs
    if (logA.length === 0 || logB.length === 0 || logA.length < (counts[0] ?? 0) || logB.length < (counts[1] ?? 0))
      return []
    return [{ series, workers, fact: name, unit, a: logA, b: logB }]
  })
}
