import type { Plugin } from 'chart.js'
import { fitText } from './fit-text.ts'
import type { Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** What stands around a chart that leaves the window; within it, the window says these things. */
export interface FigureTexts {
  readonly title?: string
  readonly subtitle?: string
  /** What was measured, on what, and when: small, at the bottom. */
  readonly footer?: string
}

interface Room {
  readonly top: number
  readonly left: number
  readonly right: number
  readonly bottom: number
}

const marginPx = 22
const gapPx = 16
const styles = {
  title: { font: '600 17px', linePx: 22, maxLines: 2, colour: 'ink' },
  subtitle: { font: '400 13px', linePx: 18, maxLines: 3, colour: 'muted' },
  footer: { font: '400 11px', linePx: 15, maxLines: 2, colour: 'muted' },
} as const
type Part = keyof typeof styles

/** The heading and the footer of a chart that is drawn once, for a file. */
export class Figure {
  readonly #texts: FigureTexts
  readonly #theme: ChartTheme

  constructor(texts: FigureTexts, theme: ChartTheme) {
    this.#texts = texts
    this.#theme = theme
  }

  /** The room in px to be kept around the chart; none without texts. */
  room(chart: Pick<Surface, 'ctx' | 'width'>): Room {
    if (this.#isBare) return { top: 0, left: 0, right: 0, bottom: 0 }
    const heading = this.#height(chart, 'title') + this.#height(chart, 'subtitle')
    const footer = this.#height(chart, 'footer')
    return {
      top: marginPx - 4 + (heading === 0 ? 0 : heading + gapPx),
      left: marginPx,
      right: marginPx - 4,
      bottom: marginPx - 6 + (footer === 0 ? 0 : footer + gapPx),
    }
  }

  get plugin(): Plugin<'line'> {
    return {
      id: 'figureTexts',
      beforeDraw: (chart: Surface): void => {
        if (this.#isBare) return
        const pen = chart.ctx
        pen.save()
        pen.fillStyle = this.#theme.surface
        pen.fillRect(0, 0, chart.width, chart.height)
        pen.restore()
      },
      afterDraw: (chart: Surface): void => {
        if (this.#isBare) return
        this.#draw(chart, 'title', marginPx - 4)
        this.#draw(chart, 'subtitle', marginPx - 4 + this.#height(chart, 'title'))
        this.#draw(chart, 'footer', chart.height - marginPx + 6 - this.#height(chart, 'footer'))
      },
    }
  }

  get #isBare(): boolean {
    const { title = '', subtitle = '', footer = '' } = this.#texts
    return title === '' && subtitle === '' && footer === ''
  }

  #height(chart: Pick<Surface, 'ctx' | 'width'>, part: Part): number {
    return this.#lines(chart, part).length * styles[part].linePx
  }

  #lines({ ctx: pen, width }: Pick<Surface, 'ctx' | 'width'>, part: Part): readonly string[] {
    pen.save()
    pen.font = this.#font(part)
    const lines = fitText(
      this.#texts[part] ?? '',
      width - 2 * marginPx,
      styles[part].maxLines,
      (text) => pen.measureText(text).width,
    )
    pen.restore()
    return lines
  }

  #draw(chart: Surface, part: Part, top: number): void {
    const { linePx, colour } = styles[part]
    const pen = chart.ctx
    const lines = this.#lines(chart, part)
    pen.save()
    pen.font = this.#font(part)
    pen.fillStyle = this.#theme[colour]
    pen.textAlign = 'left'
    pen.textBaseline = 'middle'
    for (const [index, line] of lines.entries()) pen.fillText(line, marginPx, top + (index + 0.5) * linePx)
    pen.restore()
  }

  #font(part: Part): string {
    return `${styles[part].font} ${this.#theme.fontFamily}`
  }
}
