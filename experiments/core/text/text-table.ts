export interface TextColumn<Row> {
  readonly title: string
  readonly align: 'left' | 'right'
  readonly cell: (row: Row) => string
}

/** The rows below their titles, in columns that are two spaces apart. */
export function textTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const laidOut = columns.map(({ title, align, cell }) => {
    const cells = [title, ...rows.map(cell)]
    const width = Math.max(...cells.map(({ length }) => length))
    return cells.map((text) => (align === 'left' ? text.padEnd(width) : text.padStart(width)))
  })
  const lines = [undefined, ...rows].map((_row, line) => laidOut.map((column) => column[line] ?? '').join('  '))
  return lines.map((line) => line.trimEnd()).join('\n')
}
