import type { Row, RowChart, RowGroup } from '../charts/row-chart.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { judgedCounts } from '../claims/judging/judged-counts.ts'
import { noGainBelow } from '../claims/rules/gains.ts'
import { logSpeedups } from '../curves/log-ratios.ts'
import { findKernel } from '../names/kernels.ts'
import { findSeries, isSerial, type SeriesId } from '../names/series.ts'
import { runtimeName, seriesName } from '../names/series-titles.ts'
import { drawnRange, measured } from '../answers/measured.ts'
import { kernelOf } from '../session/kernel-of.ts'
import { formatFactor, formatMemory, formatMs } from '../text/format-number.ts'
import { measuredFact } from '../answers/asked-runtime.ts'
import { nounOf } from '../answers/workers-in-words.ts'
import { slopesOf } from '../claims/rules/footprint.ts'

const mib = 2 ** 20

/** The speedup of threads by what they call, with a line at 1×. */
export function kernelRows(data: ClaimData): RowChart | null {
  const rows = data.curves.flatMap(({ series, reference }): Row[] => {
    const workers = reference || isSerial(series) ? undefined : judgedCounts(data, [series]).at(-1)
    if (workers === undefined) return []
    const speedup = measured([...logSpeedups(data.session, data.results, series, workers).values()])
    if (speedup === null) return []
    const { value } = speedup
    const label = kernelLabel(data, series)
    return [{ label, series, value, ...drawnRange(speedup), text: formatFactor(value), open: value < noGainBelow }]
  })
  if (rows.length === 0) return null
  return {
    shape: 'dots',
    scale: 'linear',
    rowsTitle: 'What the threads call',
    valueTitle: 'Speedup compared with one thread',
    textsTitle: '',
    tickUnit: '×',
    reference: { value: 1, text: 'no faster' },
    groups: [{ title: null, rows: rows.toSorted((a, b) => b.value - a.value) }],
  }
}

/** "SciPy FFT"; another runtime than CPython is named. */
function kernelLabel({ session }: ClaimData, series: SeriesId): string {
  const kernel = kernelOf(session.header, series) ?? ''
  const title = findKernel(kernel)?.title ?? kernel
  const runtime = findSeries(series)?.runtime
  return runtime === 'cpython' || runtime === undefined ? title : `${title} (${runtimeName(runtime)})`
}

/** The memory that one more worker adds. */
export function memoryRows(data: ClaimData): RowChart | null {
  const rows = seriesOf(data).flatMap((series): Row[] => {
    const added = measured([...slopesOf(data, series).values()].map(Math.log))
    if (added === null) return []
    const { value } = added
    const { low, high } = drawnRange(added)
    const ends = { low: low === null ? null : low / mib, high: high === null ? null : high / mib }
    return [{ label: nounOf(series, 1), series, value: value / mib, ...ends, text: formatMemory(value), open: false }]
  })
  if (rows.length === 0) return null
  return {
    shape: 'bars',
    scale: 'linear',
    rowsTitle: 'One more worker',
    valueTitle: 'Memory that it adds, MiB',
    textsTitle: '',
    tickUnit: '',
    reference: null,
    groups: byRuntime(rows),
  }
}

const starts = [
  ['process-start', null],
  ['interpreter-start', null],
  ['thread-start', 'thread'],
] as const

/** The time from the call to a worker's first own instruction. */
export function startRows(data: ClaimData): RowChart | null {
  const threads = new Set<string>()
  const rows = seriesOf(data).flatMap((series) =>
    starts.flatMap(([name, noun]): Row[] => {
      const found = measuredFact(data, { series, workers: 1, name })
      const runtime = findSeries(series)?.runtime ?? 'node'
      // each series starts threads beside its workers: those of the first are shown
      if (found === null || (noun !== null && threads.has(runtime))) return []
      if (noun !== null) threads.add(runtime)
      const { value } = found
      const shown: SeriesId = noun === null ? series : `${runtime}/threads`
      return [
        {
          label: noun ?? nounOf(series, 1),
          series: shown,
          value,
          ...drawnRange(found),
          text: formatMs(value),
          open: false,
        },
      ]
    }),
  )
  if (rows.length === 0) return null
  return {
    shape: 'dots',
    scale: 'log',
    rowsTitle: 'What is started',
    valueTitle: 'Time to its first own instruction, ms',
    textsTitle: '',
    tickUnit: '',
    reference: null,
    groups: byRuntime(rows),
  }
}

const ways = [
  ['alone', 'alone'],
  ['beside-processes', 'beside a process'],
  ['beside-threads', 'beside a thread'],
  ['at-short-interval', 'the same at 1 ms'],
] as const

/** How long an answer takes, alone and beside others. */
export function latencyRows(data: ClaimData): RowChart | null {
  const groups = seriesOf(data).flatMap((series): RowGroup[] => {
    const rows = ways.flatMap(([way, label]): Row[] => {
      const found = measuredFact(data, { series, workers: 1, name: `p95-${way}` })
      if (found === null) return []
      const { value } = found
      return [{ label, series, value, ...drawnRange(found), text: formatMs(value), open: way === 'alone' }]
    })
    return rows.length === 0 ? [] : [{ title: seriesName(series), rows }]
  })
  if (groups.length === 0) return null
  return {
    shape: 'dots',
    scale: 'log',
    rowsTitle: 'A thread that answers',
    valueTitle: 'Time that 95% of answers take at most, ms',
    textsTitle: '',
    tickUnit: '',
    reference: null,
    groups,
  }
}

export function seriesOf({ session }: ClaimData): readonly SeriesId[] {
  return [...new Set(session.header.conditions.map(({ series }) => series))]
}

function byRuntime(rows: readonly Row[]): readonly RowGroup[] {
  const runtimes = [...new Set(rows.map(({ series }) => findSeries(series)?.runtime ?? 'node'))]
  return runtimes.map((runtime) => ({
    title: runtimeName(runtime),
    rows: rows.filter(({ series }) => findSeries(series)?.runtime === runtime),
  }))
}
