import { expect, test } from 'vitest'
import { resultsCsv } from '../../../../testbed/results-csv.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { formatTable, tableRows } from '../../../../experiments/core/report/table.ts'
import { crashed, sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

const fixture: MadeUpSession = {
  rounds: {
    'node/serial': { 1: [400, 410, 390] },
    'node/locked-threads': { 2: [400, 410, 391] },
    'node/processes': { 2: [200, 210, 190], 4: [100] },
  },
  baseline: 'node/locked-threads',
  reference: ['node/serial'],
}
const session = sessionOf(fixture)
const curves = curvesOf(session)

// ln of 400 ÷ 200, 410 ÷ 210 and 390 ÷ 190: mean 0.69377, sd 0.02504, so ± 4.30265 · 0.02504 ÷ √3 = ± 0.0622.
test('a row has every number with its unit, and the speedup with its interval', () => {
  expect(tableRows(curves)[2]).toEqual({
    series: 'node/processes',
    workers: 2,
    median: '200 ms (MAD 10 ms)',
    speedup: '2.00× (1.88–2.13)',
    againstBaseline: '2.00× (1.88–2.14)',
    efficiency: '100% (94–106%)',
    startup: '31.0 ms ±8.3%',
    cpu: '400 ms ±13%',
    peakRss: '41.0 MiB ±6.2%',
  })
})

test('the table is aligned, a line a condition', () => {
  expect(formatTable(curves).split('\n')).toEqual([
    'series                       workers         median time  speedup (95%)      efficiency (95%)  start-up (95%)  peak RSS (95%)',
    'Node serial                        1  400 ms (MAD 10 ms)  1.00×              100%               31.0 ms ±8.3%  41.0 MiB ±6.2%',
    'Node threads under our lock        2   400 ms (MAD 9 ms)  1.00× (1.00–1.00)  50% (50–50%)       31.0 ms ±8.3%  41.0 MiB ±6.2%',
    'Node processes                     2  200 ms (MAD 10 ms)  2.00× (1.88–2.13)  100% (94–106%)     31.0 ms ±8.3%  41.0 MiB ±6.2%',
    'Node processes                     4              100 ms  4.00×              100%                     30.0 ms        40.0 MiB',
    'Rows of one or two rounds have no interval.',
  ])
})

test('a session in which every trial failed says so instead of an empty table', () => {
  const failed = sessionOf({ rounds: { 'node/serial': { 1: [crashed] } } })
  expect(formatTable(curvesOf(failed))).toBe('No trial succeeded: there is nothing to show.')
})

test('the CSV has one row a point, raw numbers, and an empty cell where there is none', () => {
  const lines = resultsCsv(session, curves).split('\r\n')
  expect(lines).toHaveLength(6)
  expect(lines[5]).toBe('')
  const records = lines.slice(0, 5).map((line) => line.split(','))
  const [header = [], ...rows] = records
  const of = (row: number, column: string): string | undefined => rows[row]?.[header.indexOf(column)]
  expect(new Set(records.map((cells) => cells.length)).size).toBe(1)
  expect(of(0, 'series')).toBe('node/serial')
  expect(of(0, 'reference')).toBe('true')
  expect(of(2, 'reference')).toBe('false')
  expect(of(2, 'workers')).toBe('2')
  expect(of(2, 'median_ms')).toBe('200')
  expect(Number(of(2, 'speedup'))).toBe(curves[2]?.points[0]?.speedup.value)
  expect(Number(of(2, 'against_baseline'))).toBe(curves[2]?.points[0]?.againstBaseline.value)
  expect(of(3, 'speedup_95_low')).toBe('')
  expect(of(3, 'against_baseline')).toBe('')
})

test('a cell with a comma, a quote or a line break is quoted as RFC 4180 says', () => {
  const experiment = { ...session.header.experiment, id: 'a "b", c\nd' }
  const csv = resultsCsv({ ...session, header: { ...session.header, experiment } }, curves)
  expect(csv.split('\r\n')[1]).toMatch(/^session-1,"a ""b"", c\nd",strong,/)
})

test('no text of a cell is a formula to a spreadsheet, and numbers stay numbers', () => {
  const idOf = (id: string): string | undefined => {
    const experiment = { ...session.header.experiment, id }
    const header = { ...session.header, experiment, id: 'S' }
    return resultsCsv({ ...session, header }, curves)
      .split('\r\n')[1]
      ?.split(',strong,')[0]
  }
  expect(idOf('=1+1')).toBe("S,'=1+1")
  expect(idOf('@x"y')).toBe(`S,"'@x""y"`)
  expect(idOf('-2')).toBe("S,'-2")
  expect(idOf('\t=1')).toBe("S,'\t=1")
  expect(idOf('a-2')).toBe('S,a-2')
})
