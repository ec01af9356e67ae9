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
  /** What a figure in a file is drawn for; in the window there is none. */
  readonly paper?: Paper
}

export interface Paper {
  /** The room around the figure. */
  readonly marginPx: number
  /** No text is smaller. */
  readonly leastTextPx: number
  /** No text is larger, not even the title. */
  readonly mostTextPx: number
}

const windowPaper: Paper = { marginPx: 22, leastTextPx: 9, mostTextPx: 17 }

const gapPx = 12
const styles = {
  title: { weight: 600, fontPx: 17, maxLines: 2, colour: 'ink' },
  subtitle: { weight: 400, fontPx: 13, maxLines: 3, colour: 'muted' },
  footer: { weight: 400, fontPx: 11, maxLines: 2, colour: 'muted' },
} as const
type Part = keyof typeof styles

/** The ground, the heading and the footer of a figure in a file; a figure without texts has none of them. */
export class FigureFrame {
  readonly #texts: FigureTexts | null
  readonly #theme: ChartTheme
  readonly #paper: Paper

  constructor({ texts, theme, paper = windowPaper }: Look) {
    this.#texts = texts
    this.#theme = theme
    this.#paper = paper
  }

  /** The room in px that the frame takes on each side. */
  room(pen: Pen, width: number): Area {
    if (this.#texts === null) return { top: 0, left: 0, right: 0, bottom: 0 }
    const heading = this.#height(pen, width, 'title') + this.#height(pen, width, 'subtitle')
    const footer = this.#height(pen, width, 'footer')
    const marginPx = this.#paper.marginPx
    return {
      top: marginPx + (heading === 0 ? 0 : heading + gapPx),
      left: marginPx,
      right: marginPx,
      bottom: marginPx + (footer === 0 ? 0 : footer + gapPx),
    }
  }

  paint(pen: Pen, { width, height }: Size): void {
    if (this.#texts === null) return
    pen.save()
    pen.fillStyle = this.#theme.surface
    pen.fillRect(0, 0, width, height)
    this.#write(pen, width, 'title', this.#paper.marginPx)
    this.#write(pen, width, 'subtitle', this.#paper.marginPx + this.#height(pen, width, 'title'))
    this.#write(pen, width, 'footer', height - this.#paper.marginPx - this.#height(pen, width, 'footer'))
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
    return this.#lines(pen, width, part).length * this.#linePx(part)
  }

  #lines(pen: Pen, width: number, part: Part): readonly string[] {
    pen.save()
    pen.font = this.#font(part)
    const measure = (text: string) => pen.measureText(text).width
    const lines = fitText(this.#texts?.[part] ?? '', width - 2 * this.#paper.marginPx, styles[part].maxLines, measure)
    pen.restore()
    return lines
  }

  #write(pen: Pen, width: number, part: Part, top: number): void {
    const { colour } = styles[part]
    const linePx = this.#linePx(part)
    const lines = this.#lines(pen, width, part)
    pen.font = this.#font(part)
    pen.fillStyle = this.#theme[colour]
    pen.textAlign = 'left'
    pen.textBaseline = 'middle'
    for (const [index, line] of lines.entries()) pen.fillText(line, this.#paper.marginPx, top + (index + 0.5) * linePx)
  }

  #font(part: Part): string {
    return `${styles[part].weight} ${this.#fontPx(part)}px ${this.#theme.fontFamily}`
  }

  #fontPx(part: Part): number {
    return Math.min(styles[part].fontPx, this.#paper.mostTextPx)
  }

  #linePx(part: Part): number {
    return Math.round(this.#fontPx(part) * 1.35)
  }
}
