import { expect, test } from 'vitest'
import { textTable } from '../../../../experiments/core/text/text-table.ts'

test('columns are as wide as their widest cell, and no line ends in blanks', () => {
  const columns = [
    { title: 'series', align: 'left', cell: ([series]: readonly [string, number]) => series },
    { title: 'n', align: 'right', cell: ([, n]: readonly [string, number]) => n.toString() },
    { title: 'note', align: 'left', cell: () => '' },
  ] as const
  const rows = [['node/threads', 4] as const, ['node', 16] as const]
  expect(textTable(columns, rows).split('\n')).toEqual([
    'series         n  note',
    'node/threads   4',
    'node          16',
  ])
})
