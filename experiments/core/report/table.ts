import type { Curve, CurvePoint } from '../curves/curve.ts'
import { doubtAbout, type WorkDoubt } from '../curves/work-doubts.ts'
import { isSerial, type SeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import type { Ratio } from '../numbers/interval.ts'
import { halfWidthSuffix } from '../text/format-number.ts'
import { columnWriter, factor, memory, share, time, type Quantity, type Writer } from '../text/quantity.ts'
import { isTooWide, noNumber, spreadText, tooFewRounds } from '../text/spread-text.ts'
import { textTable, type TextColumn } from '../text/text-table.ts'

/** One condition as a person reads it, each number with its unit. */
export interface TableRow {
  readonly series: SeriesId
  readonly workers: number
  /** The median over the rounds and their median absolute deviation: "412 ms (MAD 8 ms)". */
  readonly median: string
  readonly speedup: string
  readonly againstBaseline: string
  readonly efficiency: string
  /** Means over the rounds with half of their 95% intervals: "31.2 ms ±3%"; of two rounds both. */
  readonly startup: string
  readonly cpu: string
  readonly peakRss: string
}

/**
 * @param doubts their ratios are marked
 * @param among the curves whose numbers stand in the same columns: a column has one unit, and the same digits
 */
export function tableRows(
  curves: readonly Curve[],
  doubts: readonly WorkDoubt[] = [],
  among = curves,
): readonly TableRow[] {
  const points = among.flatMap((curve) => curve.points)
  const column = (quantity: Quantity, of: (point: CurvePoint) => number | null): Writer =>
    columnWriter(quantity, points.map(of))
  const writers = {
    median: column(time, ({ medianMs }) => medianMs),
    speedup: column(factor, ({ speedup }) => speedup.value),
    againstBaseline: column(factor, ({ againstBaseline }) => againstBaseline.value),
    efficiency: column(share, ({ efficiency }) => efficiency),
    startup: column(time, ({ means }) => means.startupMs.value),
    cpu: column(time, ({ means }) => means.cpuMs.value),
    peakRss: column(memory, ({ means }) => means.peakRssBytes.value),
  }
  return curves.flatMap(({ series, points }) =>
    points.map((point) => ({
      series,
      workers: point.workers,
      median: medianOf(point, writers.median),
      speedup: ratioOf(point.speedup, factor, writers.speedup) + markOf(doubts, series, point),
      againstBaseline: ratioOf(point.againstBaseline, factor, writers.againstBaseline) + markOf(doubts, series, point),
      efficiency: ratioOf(perWorker(point), share, writers.efficiency) + markOf(doubts, series, point),
      startup: meanOf(point.means.startupMs, writers.startup),
      cpu: meanOf(point.means.cpuMs, writers.cpu),
      peakRss: meanOf(point.means.peakRssBytes, writers.peakRss),
    })),
  )
}

/** What the marks mean; empty if there is none. */
export function doubtNote(doubts: readonly WorkDoubt[]): string {
  return doubts.length === 0 ? '' : '? says nothing of the work: see the warning of doubtful work'
}

/** Serial's own ratio is 1 whatever it does. */
function markOf(doubts: readonly WorkDoubt[], series: SeriesId, { workers }: CurvePoint): string {
  return isSerial(series) || doubtAbout(doubts, series, workers) === null ? '' : ' ?'
}

/** No "±": that is how half of an interval is written. One round has no spread, and two have none that says anything. */
function medianOf({ medianMs, madMs, rounds, means }: CurvePoint, writer: Writer): string {
  if (rounds === 1) return writer.one(medianMs)
  if (means.lapMs.pair !== undefined) return spreadText(means.lapMs, time, writer)
  return `${writer.one(medianMs)} (MAD ${writer.one(madMs)})`
}

/** What one round found stands alone: a note below the table says that it has no interval. */
function ratioOf(ratio: Ratio, quantity: Quantity, writer: Writer): string {
  if (ratio.value !== null && ratio.low === null) return writer.one(ratio.value)
  return spreadText(ratio, quantity, writer)
}

function perWorker({ speedup, efficiency, workers }: CurvePoint): Ratio {
  const { low, high, pair } = speedup
  const isExact = low !== null && low === high
  return {
    value: efficiency,
    low: low === null || isExact ? null : low / workers,
    high: high === null || isExact ? null : high / workers,
    ...(pair === undefined ? {} : { pair: [pair[0] / workers, pair[1] / workers] as const }),
  }
}

function meanOf(ratio: Ratio, writer: Writer): string {
  const { value, pair } = ratio
  if (value === null) return noNumber
  if (pair !== undefined) return `${writer.one(pair[0])} and ${writer.one(pair[1])}`
  if (isTooWide(ratio)) return `about ${writer.one(value)} (${tooFewRounds})`
  return writer.one(value) + halfWidthSuffix(ratio)
}

const columns: readonly TextColumn<TableRow>[] = [
  { title: 'series', align: 'left', cell: (row) => seriesName(row.series) },
  { title: 'workers', align: 'right', cell: (row) => String(row.workers) },
  { title: 'median time', align: 'right', cell: (row) => row.median },
  { title: 'speedup (95%)', align: 'left', cell: (row) => row.speedup },
  { title: 'efficiency (95%)', align: 'left', cell: (row) => row.efficiency },
  { title: 'start-up (95%)', align: 'right', cell: (row) => row.startup },
  { title: 'peak RSS (95%)', align: 'right', cell: (row) => row.peakRss },
]

export function formatTable(curves: readonly Curve[], doubts: readonly WorkDoubt[] = []): string {
  const rows = tableRows(curves, doubts)
  if (rows.length === 0) return 'No trial succeeded: there is nothing to show.'
  const note = roundsNote(curves.flatMap(({ points }) => points.map(({ rounds }) => rounds)))
  return [textTable(columns, rows), note, doubtNote(doubts)].filter((part) => part !== '').join('\n')
}

/** Says once for all rows why they have no intervals. */
function roundsNote(rounds: readonly number[]): string {
  if (rounds.every((one) => one === 1)) return 'No intervals: only one round.'
  if (rounds.every((one) => one === 2)) return 'Two rounds: both values are shown.'
  return rounds.some((one) => one <= 2) ? 'Rows of one or two rounds have no interval.' : ''
}
