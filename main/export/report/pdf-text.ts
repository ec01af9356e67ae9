import type PDFDocument from 'pdfkit'
import type { PdfFonts, Weight } from './pdf-fonts.ts'

export type Pdf = InstanceType<typeof PDFDocument>

/** A part of a paragraph in one style. */
export interface StyledText {
  readonly text: string
  readonly size: number
  readonly weight: Weight
  readonly colour: string
}

/** A piece of a line in one font. */
interface Piece extends StyledText {
  readonly font: string
  readonly width: number
}

export interface Line {
  readonly words: readonly Word[]
  readonly width: number
  readonly height: number
}

interface Word {
  readonly pieces: readonly Piece[]
  readonly width: number
  /** The blank before it, if it does not begin a line. */
  readonly space: number
}

export const lineHeight = 1.4

/** Breaks a paragraph into lines. A word that is wider than a line is broken where the line ends. */
export function linesOf(pdf: Pdf, fonts: PdfFonts, parts: readonly StyledText[], width: number): readonly Line[] {
  const lines: Line[] = []
  let words: Word[] = []
  let used = 0
  const end = (): void => {
    if (words.length > 0) lines.push(lineOf(words, used))
    words = []
    used = 0
  }
  for (const word of wordsOf(pdf, fonts, parts)) {
    for (const part of word.width > width ? brokenWord(pdf, word, width) : [word]) {
      const space = words.length === 0 ? 0 : part.space
      if (used + space + part.width > width + 0.01) end()
      used += (words.length === 0 ? 0 : part.space) + part.width
      words.push(part)
    }
  }
  end()
  return lines
}

function lineOf(words: readonly Word[], width: number): Line {
  const height = Math.max(...words.flatMap(({ pieces }) => pieces.map(({ size }) => size))) * lineHeight
  return { words, width, height }
}

function wordsOf(pdf: Pdf, fonts: PdfFonts, parts: readonly StyledText[]): readonly Word[] {
  const words: Word[] = []
  let pieces: Piece[] = []
  let space = 0
  const end = (): void => {
    if (pieces.length > 0) words.push(wordOf(pieces, space))
    pieces = []
  }
  for (const part of parts) {
    for (const [index, text] of part.text.split(/[ \n]+/).entries()) {
      if (index > 0) {
        end()
        space = measured(pdf, fonts, { ...part, text: ' ' }).reduce((sum, piece) => sum + piece.width, 0)
      }
      if (text !== '') pieces.push(...measured(pdf, fonts, { ...part, text }))
    }
  }
  end()
  return words
}

function wordOf(pieces: readonly Piece[], space: number): Word {
  return { pieces, space, width: pieces.reduce((sum, piece) => sum + piece.width, 0) }
}

function measured(pdf: Pdf, fonts: PdfFonts, part: StyledText): readonly Piece[] {
  return fonts
    .runs(part.text, part.weight)
    .map(({ font, text }) => ({ ...part, text, font, width: widthOf(pdf, font, part.size, text) }))
}

function widthOf(pdf: Pdf, font: string, size: number, text: string): number {
  return pdf.font(font).fontSize(size).widthOfString(text)
}

function brokenWord(pdf: Pdf, { pieces, space }: Word, width: number): readonly Word[] {
  const parts: Word[] = []
  let line: Piece[] = []
  let used = 0
  const end = (): void => {
    if (line.length > 0) parts.push({ ...wordOf(line, parts.length === 0 ? space : 0) })
    line = []
    used = 0
  }
  for (const piece of pieces) {
    let text = ''
    for (const character of piece.text) {
      const wider = widthOf(pdf, piece.font, piece.size, text + character)
      if (used + wider > width && used + wider > 0 && (text !== '' || line.length > 0)) {
        if (text !== '') line.push({ ...piece, text, width: widthOf(pdf, piece.font, piece.size, text) })
        end()
        text = ''
      }
      text += character
    }
    const rest = widthOf(pdf, piece.font, piece.size, text)
    line.push({ ...piece, text, width: rest })
    used += rest
  }
  end()
  return parts
}

/** Writes a line with its top at `y`. */
export function writeLine(pdf: Pdf, line: Line, x: number, y: number): void {
  const largest = line.height / lineHeight
  // Inter's ascent is 0.97 of its size, and its descent 0.24
  const baseline = y + line.height / 2 + largest * 0.36
  let at = x
  for (const [index, { pieces, space }] of line.words.entries()) {
    at += index === 0 ? 0 : space
    for (const { font, size, colour, text, width } of pieces) {
      pdf
        .font(font)
        .fontSize(size)
        .fillColor(colour)
        .text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += width
    }
  }
}
