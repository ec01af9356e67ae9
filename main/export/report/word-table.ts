import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IBorderOptions,
} from 'docx'
import type { Field, ReportTable } from '../../../experiments/core/report/report-document.ts'
import { colours } from './report-style.ts'

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const hairline: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: colours.line.slice(1) }
const borders = { top: none, left: none, right: none, bottom: none, insideVertical: none, insideHorizontal: none }
const [textSize, labelWidth] = [16, 1700]

interface Cell {
  readonly text: string
  readonly right: boolean
  readonly muted?: boolean
  readonly code?: boolean
}

/** A table whose head stands on each page that it reaches. */
export function wordTable({ columns, rows }: ReportTable, width: number): Table {
  const texts = columns.map(({ title }, index) => [title, ...rows.map((cells) => cells[index] ?? '')])
  const widths = shares(
    texts.map((column) => Math.min(40, Math.max(...column.map((text) => text.length)))),
    width,
  )
  const head = columns.map(({ title, align }): Cell => ({ text: title, right: align === 'right', muted: true }))
  return table(widths, [
    row(head, widths, true),
    ...rows.map((cells) =>
      row(
        columns.map(({ align }, index) => ({ text: cells[index] ?? '', right: align === 'right' })),
        widths,
        false,
      ),
    ),
  ])
}

/** The rows of the appendix: a name, and what stands for it. */
export function fieldsTable(fields: readonly Field[], width: number): Table {
  const widths = [labelWidth, width - labelWidth]
  const cells = fields.map(({ label, value, code }): readonly Cell[] => [
    { text: label, right: false, muted: true },
    { text: value, right: false, code },
  ])
  return table(
    widths,
    cells.map((each) => row(each, widths, false)),
  )
}

function table(widths: readonly number[], rows: readonly TableRow[]): Table {
  const width = widths.reduce((sum, one) => sum + one, 0)
  return new Table({
    rows,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders,
  })
}

function row(cells: readonly Cell[], widths: readonly number[], tableHeader: boolean): TableRow {
  return new TableRow({
    tableHeader,
    cantSplit: true,
    children: cells.map((cell, index) => cellOf(cell, widths[index] ?? 0)),
  })
}

function cellOf({ text, right, muted = false, code = false }: Cell, width: number): TableCell {
  const run = new TextRun({
    text: right ? text.replaceAll(' ', '\u00a0') : text,
    size: textSize,
    color: (muted ? colours.muted : colours.ink).slice(1),
    ...(code ? { font: 'Courier New' } : {}),
  })
  const paragraph = new Paragraph({
    alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { before: 40, after: 40 },
    children: [run],
  })
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 100, top: 0, bottom: 0 },
    borders: { top: none, left: none, right: none, bottom: hairline },
    children: [paragraph],
  })
}

/** Columns are as wide as their longest text; the first takes what is left, and gives what is missing. */
function shares(lengths: readonly number[], width: number): readonly number[] {
  const wanted = lengths.slice(1).map((length) => Math.round((length + 2) * twipsPerCharacter))
  const others = wanted.reduce((sum, one) => sum + one, 0)
  const most = width - Math.min(width / 4, Math.round(((lengths[0] ?? 0) + 2) * twipsPerCharacter))
  const scale = Math.min(1, most / others)
  const narrowed = wanted.map((one) => Math.floor(one * scale))
  return [width - narrowed.reduce((sum, one) => sum + one, 0), ...narrowed]
}

/** Half of a letter's height, which is 8 pt, and a little. */
const twipsPerCharacter = 90
