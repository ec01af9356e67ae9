import type { GridCell, GridChart, GridRow } from '../charts/grid-chart.ts'
import { largestCount, measuredFact } from '../answers/asked-runtime.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { measuredCounts } from '../claims/judging/measured-counts.ts'
import { numberOf } from '../facts/fact-summary.ts'
import { seriesName } from '../names/series-titles.ts'
import type { SeriesId } from '../names/series.ts'
import { median } from '../numbers/statistics.ts'
import { formatMemory, formatMs } from '../text/format-number.ts'
import { seriesOf } from './question-rows.ts'

const none: GridCell = { text: '–', share: null }

/** Who sees what one worker writes, how many processes the workers are, and what they bring along. */
export function writeGrid(data: ClaimData): GridChart | null {
  const rows = seriesOf(data).flatMap((series): GridRow[] => {
    const workers = largestCount(data, series, 'write-seen-by')
    if (workers === null) return []
    const cells = [
      counts(data, series, workers, 'write-seen-by', workers - 1),
      counts(data, series, workers, 'pids', workers),
      counts(data, series, workers, 'fresh-modules', workers),
    ]
    return [{ label: seriesName(series), series, cells }]
  })
  if (rows.length === 0) return null
  return {
    rowsTitle: 'Workers',
    columnsTitle: 'How many of them',
    columns: ['see the write', 'own process id', 'own modules'],
    rows,
  }
}

/** "3 of 3", or "0–1 of 3" if rounds differ. */
function counts(data: ClaimData, series: SeriesId, workers: number, name: string, of: number): GridCell {
  const values = [...data.facts.of(series, workers, name).values()].flatMap((value) => numberOf(value) ?? [])
  if (values.length === 0) return none
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // workers that share one process id have none of their own
  const own = (value: number): number => (name === 'pids' && value === 1 ? 0 : value)
  const text = least === most ? String(own(least)) : `${own(least)}–${own(most)}`
  return { text: `${text} of ${of}`, share: own(median(values)) / of }
}

/** What stops a worker that loops, and what is left of its 64 MiB. */
export function stopGrid(data: ClaimData): GridChart | null {
  const rows = seriesOf(data).flatMap((series): GridRow[] => {
    const workers = measuredCounts(data, [series]).at(-1) ?? 1
    const at = (name: string) => ({ series, workers, name })
    const answers = (name: string) => [...data.facts.of(series, workers, name).values()]
    const all = (name: string, value: boolean) =>
      answers(name).length > 0 && answers(name).every((one) => one === value)
    const took = (name: string): string => {
      const found = measuredFact(data, at(name))
      return found === null ? 'yes' : formatMs(found.value)
    }
    const yesNo = (name: string, time: string, no = 'no'): GridCell =>
      answers(name).length === 0
        ? none
        : all(name, true)
          ? { text: took(time), share: 1 }
          : { text: all(name, false) ? no : 'sometimes', share: 0 }
    const interrupt = answers('interrupt-raises').length > 0 ? 'interrupt-raises' : 'interrupt-ends'
    const left = answers('memory-left').flatMap((value) => numberOf(value) ?? [])
    const runs = answers('runs-after-request')
    const cells: readonly GridCell[] = [
      answers('interrupted-threads').length > 0 && answers(interrupt).length === 0
        ? { text: 'no', share: 0 }
        : yesNo(interrupt, 'interrupt'),
      answers('kill-ends').length > 0 ? yesNo('kill-ends', 'kill') : yesNo('terminate-ends', 'terminate'),
      runs.length === 0
        ? none
        : all('runs-after-request', true)
          ? { text: 'no', share: 0 }
          : { text: all('runs-after-request', false) ? 'yes' : 'sometimes', share: 1 },
      left.length === 0
        ? none
        : { text: formatMemory(Math.max(0, median(left))), share: median(left) < 32 * 2 ** 20 ? 1 : 0 },
    ]
    return cells.every(({ share }) => share === null) ? [] : [{ label: seriesName(series), series, cells }]
  })
  if (rows.length === 0) return null
  return {
    rowsTitle: 'A worker that loops',
    columnsTitle: 'Is it stopped, and is its memory back?',
    columns: ['by an interrupt', 'by force', 'when asked', 'left of 64 MiB'],
    rows,
  }
}
