import { decideClaims } from '../claims/decide-claims.ts'
import { verdictWords } from '../claims/judging/verdict-words.ts'
import type { Curve } from '../curves/curve.ts'
import { factSummaries, type FactSummary } from '../facts/fact-summary.ts'
import { factParts, factWriters } from '../facts/fact-text.ts'
import { factTitle } from '../facts/fact-titles.ts'
import { claims } from '../names/claims.ts'
import { runtimeName, seriesName } from '../names/series-titles.ts'
import { sharesText } from '../time-split/time-split-text.ts'
import { conditionTimes } from '../time-split/condition-time.ts'
import type { Session } from '../session/session.ts'
import { resultNumbers } from './results-csv.ts'
import { tableRows } from './table.ts'
import type { Cell } from './separated-values.ts'
import type { TableId } from './table-ids.ts'

export interface Table {
  readonly id: TableId
  readonly title: string
  readonly columns: readonly TableColumn[]
  /** Cells as a person reads them: numbers with their unit and range. */
  readonly rows: readonly (readonly string[])[]
  /** What has to be known to read it: whole sentences; empty if nothing. */
  readonly note: string
  /** The same for a spreadsheet: each number in a cell of its own, its unit in the heading. */
  readonly numbers: { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
}

export interface TableColumn {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** The tables of a session that have rows. */
export function tablesOf(session: Session, curves: readonly Curve[]): readonly Table[] {
  const all = [resultsTable(session, curves), valuesTable(session), timeTable(session), claimsTable(session, curves)]
  return all.filter(({ rows }) => rows.length > 0)
}

function resultsTable(session: Session, curves: readonly Curve[]): Table {
  const rows = tableRows(curves)
  // where nothing is compared with a baseline, the column would be empty
  const compared = rows.some(({ againstBaseline }) => againstBaseline !== '–')
  return {
    id: 'results',
    title: 'Results',
    columns: [
      left('Series'),
      right('Workers'),
      right('Median time'),
      right('Speedup'),
      ...(compared ? [right('Compared with the lock')] : []),
      right('Efficiency'),
      right('Start-up'),
      right('Peak memory'),
      right('CPU time'),
    ],
    rows: rows.map((row) => [
      seriesName(row.series),
      String(row.workers),
      row.median,
      row.speedup,
      ...(compared ? [row.againstBaseline] : []),
      row.efficiency,
      row.startup,
      row.peakRss,
      row.cpu,
    ]),
    note: 'Speedup is compared with one worker of the same runtime; ranges are 95% intervals over the rounds. MAD: the rounds’ median distance from their median.',
    numbers: resultNumbers(session, curves),
  }
}

function valuesTable(session: Session): Table {
  const facts = factSummaries(session)
  const writers = factWriters(facts)
  return {
    id: 'values',
    title: 'Measured values',
    columns: [left('Measured'), left('Series'), right('Workers'), right('Value'), left('Range, or how often')],
    rows: facts.map((fact) => {
      const { value, detail } = factParts(fact, writers.get(fact.name))
      return [factTitle(fact.name), seriesName(fact.series), String(fact.workers), value, detail]
    }),
    note: 'Ranges are 95% intervals over the rounds.',
    numbers: {
      columns: ['value', 'series', 'workers', 'unit', 'found', 'low_95', 'high_95', 'least', 'most', 'rounds'],
      rows: facts.map((fact) => [fact.name, fact.series, fact.workers, fact.unit, ...found(fact), fact.rounds]),
    },
  }
}

function found({ found, rounds }: FactSummary): readonly Cell[] {
  switch (found.kind) {
    case 'number':
      return [found.value, found.low, found.high, found.least, found.most]
    case 'answer':
      return [found.yes === rounds ? 'yes' : found.yes === 0 ? 'no' : `yes in ${found.yes}`, null, null, null, null]
    case 'text':
      return [found.texts.join(', '), null, null, null, null]
  }
}

function timeTable(session: Session): Table {
  const times = conditionTimes(session)
  return {
    id: 'time',
    title: 'Where the workers’ time goes',
    columns: [left('Series'), right('Workers'), left('Parts of workers × lap')],
    rows: times.map((time) => [seriesName(time.series), String(time.workers), sharesText(time)]),
    note: 'Means of the rounds with their 95% intervals.',
    numbers: {
      columns: ['series', 'workers', 'part', 'share', 'share_95_low', 'share_95_high'],
      rows: times.flatMap(({ series, workers, shares }) =>
        shares.map(({ kind, value, low, high }) => [series, workers, kind, value, low, high]),
      ),
    },
  }
}

function claimsTable(session: Session, curves: readonly Curve[]): Table {
  const decided = session.claims.length > 0 ? session.claims : decideClaims(session, curves)
  const rows = decided.flatMap(({ id, verdict, why, runtimes }) => {
    const each = runtimes.map((one) => [
      claims[id].sentence,
      runtimeName(one.runtime),
      verdictWords[one.verdict],
      one.why,
    ])
    return each.length > 0 ? each : [[claims[id].sentence, '', verdictWords[verdict], why]]
  })
  const columns = [left('The book says'), left('Runtime'), left('Verdict'), left('Measured')]
  return {
    id: 'claims',
    title: 'Verdicts',
    columns,
    rows,
    note: '',
    numbers: { columns: ['claim', 'runtime', 'verdict', 'why'], rows },
  }
}

function left(title: string): TableColumn {
  return { title, align: 'left' }
}

function right(title: string): TableColumn {
  return { title, align: 'right' }
}
