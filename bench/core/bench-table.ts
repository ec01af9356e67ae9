import { formatNumber } from '../../experiments/core/text/format-number.ts'
import { noNumber } from '../../experiments/core/text/spread-text.ts'
import { textTable, type TextColumn } from '../../experiments/core/text/text-table.ts'
import type { BenchRow, Met } from './bench-row.ts'

const columns: readonly TextColumn<BenchRow>[] = [
  { title: 'row', align: 'left', cell: ({ name }) => name },
  { title: 'ours', align: 'right', cell: ({ ours, unit }) => figure(ours, unit) },
  { title: 'peer', align: 'right', cell: ({ peer, unit }) => figure(peer, unit) },
  { title: 'ratio (95%)', align: 'left', cell: ratioText },
  { title: 'n', align: 'right', cell: ({ pairs }) => String(pairs) },
  { title: 'target', align: 'left', cell: ({ target }) => target },
  { title: 'met', align: 'left', cell: ({ met }) => metText(met) },
  { title: 'of', align: 'left', cell: ({ of }) => of },
  { title: 'version', align: 'left', cell: ({ peerVersion }) => peerVersion ?? noNumber },
]

/** Aligned text, one line a row, and below it what has to be said of some of them. */
export function formatBench(rows: readonly BenchRow[]): string {
  const notes = rows.filter(({ note }) => note !== '').map(({ name, note }) => `${name}: ${note}`)
  return [textTable(columns, rows), ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')
}

function figure(value: number | null, unit: string): string {
  return value === null ? noNumber : `${formatNumber(value)}${unit === '' ? '' : ` ${unit}`}`
}

function ratioText({ ratio: { value, low, high } }: BenchRow): string {
  if (value === null) return noNumber
  if (low === null || high === null) return `${formatNumber(value)} (no interval)`
  return `${formatNumber(value)} (${formatNumber(low)}–${formatNumber(high)})`
}

function metText(met: Met): string {
  return typeof met === 'string' ? met : met ? 'yes' : 'no'
}
