import type { PdfFonts } from './pdf-fonts.ts'
import { linesOf, writeLine, type Line, type Pdf, type StyledText } from './pdf-text.ts'

/** A4 in points, and the room around its text, which is 160 mm wide. */
export const page: Readonly<Record<'width' | 'height' | 'left' | 'right' | 'top' | 'bottom', number>> = {
  width: 595.28,
  height: 841.89,
  left: 70.86,
  right: 70.86,
  top: 56,
  bottom: 64,
}
export const textWidth = page.width - page.left - page.right

/** What a tagged PDF calls a part of its content; programs that read aloud follow them. */
export type Role = 'H1' | 'H2' | 'P' | 'Caption' | 'Figure' | 'Table' | 'LI'

/** Content that flows from the top of a page to its end, and on to the next. */
export class PdfFlow {
  readonly pdf: Pdf
  readonly fonts: PdfFonts
  y: number = page.top
  readonly #root

  constructor(pdf: Pdf, fonts: PdfFonts) {
    this.pdf = pdf
    this.fonts = fonts
    this.#root = pdf.struct('Document')
    pdf.addStructure(this.#root)
  }

  get left(): number {
    return page.height - page.bottom - this.y
  }

  /** Begins a new page if so much does not fit on this one. */
  need(height: number): void {
    if (height <= this.left || this.y === page.top) return
    this.pdf.addPage()
    this.y = page.top
  }

  skip(height: number): void {
    if (this.y > page.top) this.y += height
  }

  lines(parts: readonly StyledText[], width = textWidth): readonly Line[] {
    return linesOf(this.pdf, this.fonts, parts, width)
  }

  /** Writes a paragraph, over several pages if it has to. */
  paragraph(
    role: Role,
    parts: readonly StyledText[],
    { x = page.left, width = textWidth }: { x?: number; width?: number } = {},
  ): void {
    const lines = this.lines(parts, width)
    // a single line stays with no page alone
    this.need(lines.slice(0, 2).reduce((sum, { height }) => sum + height, 0))
    for (const line of lines) {
      this.need(line.height)
      this.tagged(role, {}, () => {
        writeLine(this.pdf, line, x, this.y)
      })
      this.y += line.height
    }
  }

  /** Draws something as a part of the document that has a role; it has to stay on one page. */
  tagged(role: Role, options: { readonly alt?: string }, draw: () => void): void {
    const part = this.pdf.struct(role, options)
    this.#root.add(part)
    const content = this.pdf.markStructureContent(role)
    draw()
    this.pdf.endMarkedContent()
    part.add(content)
    part.end()
  }

  /** Draws something that only a looker needs: a rule, a page's number. */
  decoration(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' })
    draw()
    this.pdf.endMarkedContent()
  }

  rule(x = page.left, width = textWidth, colour = '#d0d0ca'): void {
    this.decoration(() => {
      this.pdf
        .moveTo(x, this.y)
        .lineTo(x + width, this.y)
        .lineWidth(0.5)
        .strokeColor(colour)
        .stroke()
    })
  }

  end(): void {
    this.#root.end()
  }
}
