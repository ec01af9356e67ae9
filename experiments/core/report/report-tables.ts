import type { Curve } from '../curves/curve.ts'
import type { Session } from '../session/session.ts'
import { plainText } from '../text/plain-text.ts'
import type { ReportTable } from './report-document.ts'
import { tablesOf, type Table } from './tables.ts'

/** A page is 160 mm wide: of the wide table of results these columns answer the question. */
const shownColumns = ['Series', 'Workers', 'Median time', 'Speedup', 'Efficiency']
/** A report has a few pages: its tables have so many rows together. A longer one is cut, and says so. */
const mostRows = 40

/** The tables of a report: what each condition took, and what was found. Verdicts and figures stand for the others. */
export function reportTables(session: Session, curves: readonly Curve[]): readonly ReportTable[] {
  const tables = tablesOf(session, curves).filter(({ id }) => id === 'results' || id === 'values')
  return tables.map((table, index) => numbered(table, index + 1, Math.floor(mostRows / tables.length)))
}

function numbered({ id, title, columns, rows, note }: Table, number: number, most: number): ReportTable {
  const kept = columns.flatMap((column, index) =>
    id !== 'results' || shownColumns.includes(column.title) ? [index] : [],
  )
  const more = rows.length - most
  return {
    kind: 'table',
    number,
    title: `${title}.`,
    columns: columns.filter((_, index) => kept.includes(index)),
    rows: rows.slice(0, most).map((cells) => kept.map((index) => plainText(cells[index] ?? '', 120))),
    note: more > 0 ? `${note} ${more} more rows are in the session.` : note,
  }
}
