import { expect, test } from 'vitest'
import { tableText } from '../../../../experiments/core/report/table-text.ts'
import type { Table } from '../../../../experiments/core/report/tables.ts'

const table: Table = {
  id: 'results',
  title: 'Results & more',
  columns: [
    { title: 'Series', align: 'left' },
    { title: 'Speedup', align: 'right' },
  ],
  rows: [['a_b | 50% #1 {x} ~ \\', '1.97× (1.93–2.01) ±3% <µs>']],
  note: 'Ranges are 95% intervals.',
  numbers: {
    columns: ['series', 'speedup'],
    rows: [
      ['=cmd,"x"', 1.97],
      ['b', null],
    ],
  },
}

test('LaTeX has the rules of booktabs, and its own signs escaped', () => {
  const tex = tableText(table, 'tex')
  for (const part of ['\\toprule', '\\midrule', '\\bottomrule', '{@{}lr@{}}']) expect(tex).toContain(part)
  expect(tex).toContain('a\\_b | 50\\% \\#1 \\{x\\} \\textasciitilde{} \\textbackslash{}')
  expect(tex).toContain('1.97$\\times$ (1.93--2.01) $\\pm$3\\% $<$$\\mu$s$>$')
  expect(tex).toContain('\\caption{Results \\& more. Ranges are 95\\% intervals.}')
})

test('Markdown is a table with its alignment, and bars in cells escaped', () => {
  const [title, , head, rule, row] = tableText(table, 'md').split('\n')
  expect(title).toBe('**Results & more**')
  expect(head).toBe('| Series | Speedup |')
  expect(rule).toBe('| --- | ---: |')
  expect(row).toContain('a\\_b \\| 50% #1')
})

test('values for a spreadsheet have a number in each cell, and no formula', () => {
  expect(tableText(table, 'csv')).toBe('series,speedup\r\n"\'=cmd,""x""",1.97\r\nb,\r\n')
  expect(tableText(table, 'tsv')).toBe('series\tspeedup\r\n"\'=cmd,""x"""\t1.97\r\nb\t\r\n')
})
