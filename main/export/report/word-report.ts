import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  type IRunOptions,
} from 'docx'
import type {
  Block,
  Field,
  ReportDocument,
  ReportFigure,
  Span,
  VerdictLines,
} from '../../../experiments/core/report/report-document.ts'
import { plainText } from '../../../experiments/core/text/plain-text.ts'
import type { Picture } from './report-pictures.ts'
import { colours, textWidthMm, verdictColour, verdictSigns } from './report-style.ts'
import { fieldsTable, wordTable } from './word-table.ts'

/** Twentieths of a point, in which Word measures. */
const twipsPerMm = 1440 / 25.4
const textWidth = Math.round(textWidthMm * twipsPerMm)
const margin = Math.round(25 * twipsPerMm)

/** Writes a report for Word: headings and tables are real ones, and each figure has a text for who does not see it. */
export async function wordReport(
  document: ReportDocument,
  pictures: ReadonlyMap<number, Picture>,
): Promise<Uint8Array> {
  const { title, about, question, answer, second, blocks } = document
  const file = new Document({
    title,
    description: question,
    creator: 'Lockstep',
    lastModifiedBy: 'Lockstep',
    styles: styles(),
    numbering: { config: [bullets] },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: footer(title) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(title)] }),
          new Paragraph({
            style: 'About',
            children: [run(about)],
            border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 6, color: hex(colours.line) } },
          }),
          ...(question === '' ? [] : [new Paragraph({ style: 'Question', children: [run(question)] })]),
          ...(answer.length === 0
            ? []
            : [new Paragraph({ style: 'Answer', children: answer.map((span) => spanRun(span, 20)) })]),
          ...(second.length === 0 ? [] : [new Paragraph({ children: second.map((span) => spanRun(span, 15)) })]),
          ...blocks.flatMap((block) => blockParts(block, pictures)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

const bullets = {
  reference: 'bullets',
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '•',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 284, hanging: 200 } } },
    },
  ],
}

/** Word has a colour without its sign. */
function hex(colour: string): string {
  return colour.replace('#', '')
}

function run(text: string, options: Omit<IRunOptions, 'text'> = {}): TextRun {
  return new TextRun({ text, ...options })
}

function spanRun({ text, colour, range }: Span, rangeHalfPoints: number): TextRun {
  if (range === true) return run(text, { size: rangeHalfPoints, bold: false, color: hex(colours.muted) })
  return colour === undefined ? run(text) : run(text, { color: hex(colour), bold: true })
}

function blockParts(
  block: Block,
  pictures: ReadonlyMap<number, Picture>,
): readonly (Paragraph | ReturnType<typeof wordTable>)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(block.text)] })]
    case 'paragraph':
      return [new Paragraph({ children: [run(block.text)] })]
    case 'list':
      return block.items.map(
        (item) => new Paragraph({ numbering: { reference: 'bullets', level: 0 }, children: [run(item)] }),
      )
    case 'figure':
      return figureParts(block, pictures.get(block.number))
    case 'table':
      return [
        captioned(`Table ${block.number}. `, block.title, true),
        wordTable(block, textWidth),
        ...(block.note === '' ? [] : [new Paragraph({ style: 'Note', children: [run(block.note)] })]),
      ]
    case 'verdicts':
      return block.rows.flatMap(verdictParts)
    case 'fields':
      return [fieldsTable(block.rows satisfies readonly Field[], textWidth)]
  }
}

/** @param above whether it stands above what it belongs to, and must not be left behind there */
function captioned(number: string, text: string, above: boolean): Paragraph {
  return new Paragraph({
    style: 'Caption',
    keepNext: above,
    children: [run(number, { bold: true, color: hex(colours.ink) }), run(text)],
  })
}

const pxPerMm = 96 / 25.4

function figureParts({ number, caption, alt }: ReportFigure, picture: Picture | undefined): readonly Paragraph[] {
  if (picture === undefined) return []
  const width = Math.round(textWidthMm * pxPerMm)
  const height = Math.round((width * picture.height) / picture.width)
  const image = new ImageRun({
    type: 'png',
    data: picture.bytes,
    transformation: { width, height },
    altText: { name: `Figure ${number}`, title: `Figure ${number}`, description: alt },
  })
  return [
    new Paragraph({ keepNext: true, spacing: { before: 160, after: 60 }, children: [image] }),
    captioned(`Figure ${number}. `, caption, false),
  ]
}

/** What the book says; what was measured; what would make it true here. */
function verdictParts({ verdict, word, says, measured, needed }: VerdictLines): readonly Paragraph[] {
  const color = hex(verdictColour(verdict))
  const grey = { color: hex(colours.muted) }
  const lines: (readonly TextRun[])[] = [
    [run('Measured: ', grey), run(measured)],
    ...(needed === '' ? [] : [[run('True here if: ', grey), run(needed)]]),
  ]
  return [
    new Paragraph({
      style: 'Claim',
      keepNext: true,
      children: [run(`${verdictSigns[verdict]}  ${word}: `, { color, bold: true }), run(says, { bold: true })],
    }),
    ...lines.map(
      (children, index) => new Paragraph({ style: 'Evidence', keepNext: index < lines.length - 1, children }),
    ),
  ]
}

function footer(title: string): Footer {
  const pages = new TextRun({ children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })
  const name = plainText(title, 80)
  return new Footer({
    children: [
      new Paragraph({
        style: 'Note',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        children: [run(name), pages],
      }),
    ],
  })
}

function styles() {
  const ink = hex(colours.ink)
  const muted = hex(colours.muted)
  const paragraph = (
    id: string,
    size: number,
    options: { bold?: boolean; color?: string; before?: number; after?: number; left?: number; keepNext?: boolean },
  ) => {
    const { bold = false, color = ink, before = 0, after = 0, left = 0, keepNext = false } = options
    return {
      id,
      name: id,
      basedOn: 'Normal',
      next: 'Normal',
      run: { size, bold, color },
      paragraph: { spacing: { before, after }, indent: { left }, keepNext },
    }
  }
  return {
    default: {
      // Word, LibreOffice and Pages all have it, or one of the same widths
      document: {
        run: { font: 'Arial', size: 19, color: ink, language: { value: 'en-GB' } },
        paragraph: { spacing: { after: 100, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: { run: { size: 36, bold: true, color: ink }, paragraph: { spacing: { after: 60 } } },
      heading1: {
        run: { size: 24, bold: true, color: ink },
        paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
      },
    },
    paragraphStyles: [
      paragraph('About', 17, { color: muted, after: 240 }),
      paragraph('Question', 19, { color: muted, bold: true, after: 40 }),
      paragraph('Answer', 30, { bold: true, after: 80 }),
      paragraph('Caption', 17, { color: muted, before: 120, after: 100 }),
      paragraph('Note', 15, { color: muted, before: 60 }),
      paragraph('Claim', 18, { before: 100, after: 20, keepNext: true }),
      paragraph('Evidence', 17, { left: 284, after: 20 }),
    ],
  }
}
