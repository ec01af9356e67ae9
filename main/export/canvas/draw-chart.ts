import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { Chart, type ChartConfiguration, type ChartItem } from 'chart.js'
import type { Fonts } from './fonts.ts'
import { chartContext, type ChartCanvas } from './skia-context.ts'
import { SvgCanvas } from './svg-canvas.ts'

export const imageFormats = ['svg', 'png', 'pdf'] as const
export type ImageFormat = (typeof imageFormats)[number]

export interface Picture {
  readonly format: ImageFormat
  /** In CSS px; a PNG has `scale` times as many. */
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly title: string
  readonly description: string
  /** A CSS list, for the readers of an SVG. */
  readonly fontFamily: string
}

/** Draws a chart to a file's content; the chart's parts are registered already. */
export function drawChart(config: ChartConfiguration<'line'>, picture: Picture, fonts: Fonts): Uint8Array {
  const { format, width, height } = picture
  switch (format) {
    case 'png': {
      const canvas = createCanvas(width, height)
      const shown = canvasOf(canvas, () => canvas.getContext('2d'), fonts)
      return draw(shown, config, picture.scale, () => canvas.toBuffer('image/png'))
    }
    case 'svg': {
      const canvas = new SvgCanvas(width, height, fonts)
      return draw(canvas, config, 1, () => new TextEncoder().encode(canvas.content(picture, picture.fontFamily)))
    }
    case 'pdf': {
      const pdf = new PDFDocument({ title: picture.title, subject: picture.description, creator: 'Lockstep' })
      const page = pdf.beginPage(width, height) as SKRSContext2D
      const shown = canvasOf({ width, height }, () => page, fonts)
      return draw(shown, config, 1, () => {
        pdf.endPage()
        return pdf.close()
      })
    }
  }
}

/** Reads the picture before the chart is let go, which wipes its canvas. */
function draw(
  canvas: ChartCanvas,
  config: ChartConfiguration<'line'>,
  scale: number,
  read: () => Uint8Array,
): Uint8Array {
  const options = { ...config.options, responsive: false, animation: false as const, devicePixelRatio: scale }
  const chart = new Chart(canvas as ChartItem, { ...config, options })
  const picture = read()
  chart.destroy()
  return picture
}

/** A canvas whose context answers as Chart.js expects; setting its size sets that of the one behind it. */
function canvasOf(behind: { width: number; height: number }, context: () => SKRSContext2D, fonts: Fonts): ChartCanvas {
  let made: object | null = null
  const canvas: ChartCanvas = {
    get width() {
      return behind.width
    },
    set width(width) {
      behind.width = width
    },
    get height() {
      return behind.height
    },
    set height(height) {
      behind.height = height
    },
    getContext: () => (made ??= chartContext(context(), canvas, fonts)),
  }
  return canvas
}
