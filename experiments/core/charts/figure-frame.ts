import type { Plugin } from 'chart.js'
import { fitText } from './fit-text.ts'
import type { Area, Pen, Size, Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

export interface FigureTexts {
  readonly title: string
  readonly subtitle: string
  /** What was measured, on what, and when. */
  readonly footer: string
}

export interface Look {
  readonly theme: ChartTheme
  /** The texts around a figure in a file; null in the window, whose cards say the same. */
  readonly texts: FigureTexts | null
}

const marginPx = 22
const gapPx = 16
const styles = {
  title: { font: '600 17px', linePx: 22, maxLines: 2, colour: 'ink' },
  subtitle: { font: '400 13px', linePx: 18, maxLines: 3, colour: 'muted' },
  footer: { font: '400 11px', linePx: 15, maxLines: 2, colour: 'muted' },
} as const
type Part = keyof typeof styles

/** The ground, the heading and the footer of a figure in a file; a figure without texts has none of them. */
export class FigureFrame {
  readonly #texts: FigureTexts | null
  readonly #theme: ChartTheme

  constructor({ texts, theme }: Look) {
    this.#texts = texts
    this.#theme = theme
  }

  /** The room in px that the frame takes on each side. */
  room(pen: Pen, width: number): Area {
    if (this.#texts === null) return { top: 0, left: 0, right: 0, bottom: 0 }
    const heading = this.#height(pen, width, 'title') + this.#height(pen, width, 'subtitle')
    const footer = this.#height(pen, width, 'footer')
    return {
      top: marginPx - 4 + (heading === 0 ? 0 : heading + gapPx),
      left: marginPx,
      right: marginPx - 4,
      bottom: marginPx - 6 + (footer === 0 ? 0 : footer + gapPx),
    }
  }

  paint(pen: Pen, { width, height }: Size): void {
    if (this.#texts === null) return
    pen.save()
    pen.fillStyle = this.#theme.surface
    pen.fillRect(0, 0, width, height)
    this.#write(pen, width, 'title', marginPx - 4)
    this.#write(pen, width, 'subtitle', marginPx - 4 + this.#height(pen, width, 'title'))
    this.#write(pen, width, 'footer', height - marginPx + 6 - this.#height(pen, width, 'footer'))
    pen.restore()
  }

  get plugin(): Plugin<'line'> {
    return {
      id: 'figureFrame',
      beforeDraw: (chart: Surface): void => {
        this.paint(chart.ctx, chart)
      },
    }
  }

  #height(pen: Pen, width: number, part: Part): number {
    return this.#lines(pen, width, part).length * styles[part].linePx
  }

  #lines(pen: Pen, width: number, part: Part): readonly string[] {
    pen.save()
    pen.font = this.#font(part)
    const measure = (text: string) => pen.measureText(text).width
    const lines = fitText(this.#texts?.[part] ?? '', width - 2 * marginPx, styles[part].maxLines, measure)
    pen.restore()
    return lines
  }

  #write(pen: Pen, width: number, part: Part, top: number): void {
    const { linePx, colour } = styles[part]
    const lines = this.#lines(pen, width, part)
    pen.font = this.#font(part)
    pen.fillStyle = this.#theme[colour]
    pen.textAlign = 'left'
    pen.textBaseline = 'middle'
    for (const [index, line] of lines.entries()) pen.fillText(line, marginPx, top + (index + 0.5) * linePx)
  }

  #font(part: Part): string {
    return `${styles[part].font} ${this.#theme.fontFamily}`
  }
}
