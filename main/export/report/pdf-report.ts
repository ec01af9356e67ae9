import PDFDocument from 'pdfkit'
import { buffer } from 'node:stream/consumers'
import SVGtoPDF from 'svg-to-pdfkit'
import type {
  Block,
  ReportDocument,
  ReportFigure,
  Span,
  VerdictLines,
} from '../../../experiments/core/report/report-document.ts'
import { page, PdfFlow, textWidth, type Role } from './pdf-flow.ts'
import { PdfFonts } from './pdf-fonts.ts'
import { drawTable } from './pdf-table.ts'
import { writeLine, type Pdf, type StyledText } from './pdf-text.ts'
import type { Picture } from './report-pictures.ts'
import { colours, verdictColour } from './report-style.ts'
import { drawVerdictSign } from './pdf-verdict-sign.ts'
import { textOf } from './report-text.ts'

/** Writes a report as a PDF of A4 pages: vectors, text that can be searched and read aloud, and its fonts in it. */
export async function pdfReport(document: ReportDocument, pictures: ReadonlyMap<number, Picture>): Promise<Uint8Array> {
  const pdf: Pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    // the library would load a font that no text uses, and a PDF does not hold
    font: null as unknown as string,
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: { Title: document.title, Subject: document.question, Creator: 'Lockstep' },
  })
  const written = buffer(pdf)
  const fonts = await PdfFonts.load(pdf, textOf(document))
  const flow = new PdfFlow(pdf, fonts)
  drawHead(flow, document)
  for (const block of document.blocks) drawBlock(flow, block, pictures)
  flow.end()
  drawFooters(pdf, flow, document.title)
  pdf.end()
  return written
}

function text(text: string, size: number, colour: string = colours.ink, weight: 400 | 600 = 400): StyledText {
  return { text, size, weight, colour }
}

function drawHead(flow: PdfFlow, { title, about, question, answer, second }: ReportDocument): void {
  flow.paragraph('H1', [text(title, title.length > 80 ? 13 : 17, colours.ink, 600)])
  flow.skip(3)
  flow.paragraph('P', [text(about, 8.5, colours.muted)])
  flow.skip(8)
  flow.rule()
  flow.skip(12)
  if (question !== '') flow.paragraph('P', [text(question, 9.5, colours.muted, 600)])
  flow.skip(2)
  const size = answer.length > 0 ? 15 : 11
  if (answer.length > 0)
    flow.paragraph(
      'P',
      answer.map((span) => styledSpan(span, size, 600)),
    )
  if (second.length > 0) {
    flow.skip(4)
    flow.paragraph(
      'P',
      second.map((span) => styledSpan(span, 10.5, 400)),
    )
  }
  flow.skip(10)
}

function styledSpan({ text: words, colour, range }: Span, size: number, weight: 400 | 600): StyledText {
  if (range === true) return text(words, size * 0.7, colours.muted)
  return text(words, size, colour ?? colours.ink, colour === undefined ? weight : 600)
}

function drawBlock(flow: PdfFlow, block: Block, pictures: ReadonlyMap<number, Picture>): void {
  switch (block.kind) {
    case 'heading':
      flow.skip(12)
      flow.need(70)
      flow.paragraph('H2', [text(block.text, 11.5, colours.ink, 600)])
      flow.skip(4)
      return
    case 'paragraph':
      flow.paragraph('P', [text(block.text, 9)])
      flow.skip(6)
      return
    case 'list':
      for (const item of block.items) {
        const y = flow.y
        flow.paragraph('LI', [text(item, 8.5)], { x: page.left + 10, width: textWidth - 10 })
        flow.skip(2.5)
        drawDot(flow, y)
      }
      return
    case 'figure':
      drawFigure(flow, block, pictures.get(block.number))
      return
    case 'table':
      flow.skip(12)
      flow.need(80)
      captioned(flow, `Table ${block.number}.`, block.title)
      flow.skip(2)
      drawTable(flow, block)
      flow.skip(3)
      if (block.note !== '') flow.paragraph('P', [text(block.note, 7.5, colours.muted)])
      return
    case 'verdicts':
      for (const row of block.rows) drawVerdict(flow, row)
      return
    case 'fields':
      flow.skip(2)
      for (const { label, value } of block.rows) {
        const lines = flow.lines([text(value, 8)], textWidth - 90)
        flow.need(lines.reduce((sum, { height }) => sum + height, 0) + 5)
        flow.rule()
        flow.skip(2.5)
        const { y } = flow
        flow.tagged('P', {}, () => {
          const [line] = flow.lines([text(label, 8, colours.muted)], 86)
          if (line !== undefined) writeLine(flow.pdf, line, page.left, y)
        })
        flow.paragraph('P', [text(value, 8)], { x: page.left + 90, width: textWidth - 90 })
        flow.skip(2.5)
      }
      return
  }
}

function captioned(flow: PdfFlow, number: string, words: string, role: Role = 'Caption'): void {
  flow.paragraph(role, [text(`${number} `, 8.5, colours.ink, 600), text(words, 8.5, colours.muted)])
}

function drawFigure(flow: PdfFlow, { number, caption, alt }: ReportFigure, picture: Picture | undefined): void {
  if (picture === undefined) return
  const highest = page.height - page.top - page.bottom - 40
  const scale = Math.min(textWidth / picture.width, highest / picture.height)
  flow.skip(6)
  flow.need(picture.height * scale + 40)
  flow.tagged('Figure', { alt }, () => {
    flow.pdf.save().translate(page.left, flow.y).scale(scale)
    SVGtoPDF(flow.pdf, new TextDecoder().decode(picture.bytes), 0, 0, {
      assumePt: true,
      fontCallback: (_family: string, bold: boolean) => flow.fonts.first(bold ? 600 : 400),
    })
    flow.pdf.restore()
  })
  flow.y += picture.height * scale + 5
  captioned(flow, `Figure ${number}.`, caption)
  flow.skip(4)
}

function drawDot(flow: PdfFlow, y: number): void {
  if (flow.y <= y) return
  flow.decoration(() => {
    flow.pdf.circle(page.left + 2, y + 6, 1.3).fill(colours.muted)
  })
}

/** What the book says; what was measured; what would make it true here. */
function drawVerdict(flow: PdfFlow, { verdict, word, says, measured, needed }: VerdictLines): void {
  const [x, width] = [page.left + 16, textWidth - 16]
  const parts: (readonly StyledText[])[] = [
    [text(`${word}: `, 9, verdictColour(verdict), 600), text(says, 9, colours.ink, 600)],
    [text('Measured: ', 8.5, colours.muted), text(measured, 8.5)],
    ...(needed === '' ? [] : [[text('True here if: ', 8.5, colours.muted), text(needed, 8.5)]]),
  ]
  const height = parts.flatMap((part) => flow.lines(part, width)).reduce((sum, line) => sum + line.height, 0)
  flow.need(height + 4)
  flow.rule()
  flow.skip(4)
  const { y } = flow
  flow.decoration(() => {
    drawVerdictSign(flow.pdf, verdict, page.left + 5, y + 6.3)
  })
  for (const part of parts) flow.paragraph('P', part, { x, width })
  flow.skip(4)
}

function drawFooters(pdf: Pdf, flow: PdfFlow, title: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(start + index)
    pdf.markContent('Artifact', { type: 'Pagination' })
    const [name] = flow.lines([text(title, 7.5, colours.muted)], textWidth - 60)
    const [number] = flow.lines([text(`${index + 1} / ${count}`, 7.5, colours.muted)])
    const y = page.height - 44
    if (name !== undefined) writeLine(pdf, name, page.left, y)
    if (number !== undefined) writeLine(pdf, number, page.left + textWidth - number.width, y)
    pdf.endMarkedContent()
  }
}
