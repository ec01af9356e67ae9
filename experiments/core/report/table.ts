import type { Curve, CurvePoint } from '../curves/curve.ts'
import { halfWidthSuffix, formatMemory, formatMs, formatRatio, formatShare } from '../text/format-number.ts'
import { textTable, type TextColumn } from '../text/text-table.ts'
import { doubtAbout, type WorkDoubt } from '../curves/work-doubts.ts'
import { isSerial, type SeriesId } from '../names/series.ts'

/** One condition as a person reads it, each number with its unit. */
export interface TableRow {
  readonly series: SeriesId
  readonly workers: number
  /** The median over the rounds and their median absolute deviation: "412 ms (MAD 8.10 ms)". */
  readonly median: string
  readonly speedup: string
  readonly againstBaseline: string
  readonly efficiency: string
  /** Means over the rounds with half of their 95% intervals: "31.2 ms ±3%". */
  readonly startup: string
  readonly cpu: string
  readonly peakRss: string
}

/** @param doubts their ratios are marked */
export function tableRows(curves: readonly Curve[], doubts: readonly WorkDoubt[] = []): readonly TableRow[] {
  return curves.flatMap(({ series, points }) =>
    points.map((point) => ({
      series,
      workers: point.workers,
      median: medianOf(point),
      speedup: formatRatio(point.speedup, point.rounds) + markOf(doubts, series, point),
      againstBaseline: formatRatio(point.againstBaseline, point.rounds) + markOf(doubts, series, point),
      efficiency: efficiencyOf(point) + markOf(doubts, series, point),
      startup: formatMs(point.means.startupMs.value) + halfWidthSuffix(point.means.startupMs),
      cpu: formatMs(point.means.cpuMs.value) + halfWidthSuffix(point.means.cpuMs),
      peakRss: formatMemory(point.means.peakRssBytes.value) + halfWidthSuffix(point.means.peakRssBytes),
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

/** No "±": that is how half of an interval is written. One round has no spread, and "MAD 0 ms" would claim one. */
function medianOf({ medianMs, madMs, rounds }: CurvePoint): string {
  return rounds === 1 ? `${formatMs(medianMs)} (1 round)` : `${formatMs(medianMs)} (MAD ${formatMs(madMs)})`
}

/** "92% (86–98)": speedup ÷ workers, and so its interval. */
function efficiencyOf({ speedup: { low, high }, efficiency, workers }: CurvePoint): string {
  if (low === null || high === null || low === high) return formatShare(efficiency)
  const bounds = [low, high].map((bound) => formatShare(bound / workers).replace('%', ''))
  return `${formatShare(efficiency)} (${bounds.join('–')})`
}

const columns: readonly TextColumn<TableRow>[] = [
  { title: 'series', align: 'left', cell: (row) => row.series },
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
  return [textTable(columns, rows), doubtNote(doubts)].filter((part) => part !== '').join('\n')
}
