import { answerLines } from '../../../experiments/core/answers/answer.ts'
import { fitText } from '../../../experiments/core/charts/fit-text.ts'
import { verdictWords } from '../../../experiments/core/claims/judging/verdict-words.ts'
import { compareSessions, type Comparison } from '../../../experiments/core/comparison/compare-sessions.ts'
import {
  changeWords,
  comparisonAnswer,
  ratioText,
  rowValue,
} from '../../../experiments/core/comparison/comparison-answer.ts'
import type { ComparedRow } from '../../../experiments/core/comparison/compared-rows.ts'
import { factTitle } from '../../../experiments/core/facts/fact-titles.ts'
import { groupBy } from '../../../experiments/core/numbers/group-by.ts'
import { seriesName } from '../../../experiments/core/names/series-titles.ts'
import { machineTitle } from '../../../experiments/core/session/same-machine.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import { counted } from '../../../experiments/core/text/format-number.ts'
import { oneLine } from '../../../experiments/core/text/show-value.ts'
import { textTable, type TextColumn } from '../../../experiments/core/text/text-table.ts'
import { labHome } from '../../store/home.ts'
import { readSession } from '../../store/reading/session-reader.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { sessionFile } from './named-session.ts'
import { print } from './print.ts'
import { asUsage } from './show.ts'

export interface CompareOptions {
  readonly json?: true
}

const columns = 80
const longestCell = 26

/** Prints two sessions beside each other: what changed, by how much, and what was different. */
export async function compare(names: readonly [string, string], options: CompareOptions): Promise<void> {
  const shelf = new SessionShelf(labHome(process.env))
  const paths = [await sessionFile(names[0], shelf), await sessionFile(names[1], shelf)] as const
  await asUsage(async () => {
    const [a, b] = [await readSession(paths[0]), await readSession(paths[1])]
    const comparison = compareSessions(a, b)
    print(options.json === true ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison, a, b))
  })
}

export function comparisonText(comparison: Comparison, a: Session, b: Session): string {
  const answer = answerLines(comparisonAnswer(comparison, ['A', 'B'])).flatMap(fitted)
  const parts = [
    answer.join('\n'),
    `A  ${sessionTitle(a, comparison)}\nB  ${sessionTitle(b, comparison)}`,
    ...rowParts(comparison),
    ...differenceParts(comparison),
    ...verdictParts(comparison),
  ]
  return `${parts.join('\n\n')}\n`
}

function sessionTitle({ header, label }: Session, { sameMachine }: Comparison): string {
  const name = label === null || label.name === '' ? '' : `${label.name}, `
  const machine = sameMachine ? '' : `, ${machineTitle(header.machine)}`
  return oneLine(`${name}${header.id}${machine}`, columns - 3)
}

/** A table for each number of workers of the speedups, and one for each fact. */
function rowParts(comparison: Comparison): readonly string[] {
  const tables = groupBy(comparison.rows, ({ workers, fact }) =>
    fact === null
      ? `${comparison.sameMachine ? 'Speedup' : 'Efficiency'} with ${counted(workers, 'worker')}`
      : factTitle(fact),
  )
  const isFact = (rows: readonly ComparedRow[]): boolean => rows[0]?.fact !== null
  return [...tables].map(([title, rows]) => {
    const table: readonly TextColumn<ComparedRow>[] = [
      { title: '', align: 'left', cell: (row) => rowName(row, isFact(rows)) },
      { title: 'A', align: 'right', cell: (row) => rowValue(comparison, row, row.a) },
      { title: 'B', align: 'right', cell: (row) => rowValue(comparison, row, row.b) },
      { title: 'B ÷ A (range)', align: 'left', cell: (row) => ratioText(row) },
      { title: '', align: 'left', cell: ({ change }) => (change === 'unknown' ? '' : changeWords[change]) },
    ]
    return `${oneLine(title, columns)}\n${textTable(table, rows)}`
  })
}

function rowName({ series, workers }: ComparedRow, withWorkers: boolean): string {
  const name = oneLine(seriesName(series), longestCell)
  return withWorkers ? `${name} × ${workers}` : name
}

function differenceParts({ fields }: Comparison): readonly string[] {
  const table: readonly TextColumn<Comparison['fields']['differs'][number]>[] = [
    { title: 'What differs', align: 'left', cell: ({ name }) => oneLine(name, longestCell - 2) },
    { title: 'A', align: 'left', cell: ({ a }) => oneLine(a, longestCell) },
    { title: 'B', align: 'left', cell: ({ b }) => oneLine(b, longestCell) },
  ]
  const same = fitted(`The same: ${fields.same.join(', ')}.`).join('\n')
  return [...(fields.differs.length === 0 ? [] : [textTable(table, fields.differs)]), same]
}

function verdictParts({ verdicts }: Comparison): readonly string[] {
  const changed = verdicts.filter(({ a, b }) => a !== b)
  if (verdicts.length === 0) return []
  if (changed.length === 0) return [`Verdicts: the same in both (${counted(verdicts.length, 'claim')}).`]
  const lines = changed.flatMap(({ sentence, a, b }) => [
    ...fitted(sentence),
    `    A: ${verdictWords[a]}; B: ${verdictWords[b]}`,
  ])
  return [`Verdicts that changed, ${changed.length} of ${verdicts.length}:\n${lines.join('\n')}`]
}

function fitted(text: string): readonly string[] {
  return fitText(text, columns, Infinity, (part) => part.length)
}
