import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { Chart, type ChartItem } from 'chart.js'
import type { Drawing } from '../../../experiments/core/charts/drawing.ts'
import type { Fonts } from './fonts.ts'
import type { ImageFormat } from './image-formats.ts'
import { penOf, type PictureCanvas, type PicturePen } from './skia-context.ts'
import { SvgCanvas } from './svg-canvas.ts'

export interface Picture {
  readonly format: ImageFormat
  /** In CSS px; a PNG has `scale` times as many. */
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly title: string
  readonly description: string
  /** The font families that an SVG names, as a CSS list. */
  readonly fontFamily: string
}

/** Draws a picture as the content of a file. The parts of Chart.js that charts need are registered already. */
export function drawPicture(drawing: Drawing, picture: Picture, fonts: Fonts): Uint8Array {
  const { format, width, height } = picture
  switch (format) {
    case 'png': {
      const canvas = createCanvas(width, height)
      const shown = canvasOf(canvas, () => canvas.getContext('2d'), fonts)
      return draw(shown, drawing, picture, () => canvas.toBuffer('image/png'))
    }
    case 'svg': {
      const canvas = new SvgCanvas(width, height, fonts)
      const content = () => new TextEncoder().encode(canvas.content(picture, picture.fontFamily))
      return draw(canvas, drawing, { width, height, scale: 1 }, content)
    }
    case 'pdf': {
      const pdf = new PDFDocument({ title: picture.title, subject: picture.description, creator: 'Lockstep' })
      const page = pdf.beginPage(width, height) as SKRSContext2D
      const shown = canvasOf({ width, height }, () => page, fonts)
      return draw(shown, drawing, { width, height, scale: 1 }, () => {
        pdf.endPage()
        return pdf.close()
      })
    }
  }
}

/** Reads the picture before the chart is destroyed, which wipes its canvas. */
function draw(
  canvas: PictureCanvas,
  drawing: Drawing,
  { width, height, scale }: Pick<Picture, 'width' | 'height' | 'scale'>,
  read: () => Uint8Array,
): Uint8Array {
  if (drawing.kind === 'painting') {
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const pen = canvas.getContext('2d')
    pen.scale(scale, scale)
    drawing.paint(pen, { width, height })
    return read()
  }
  const { config } = drawing
  const options = { ...config.options, responsive: false, animation: false as const, devicePixelRatio: scale }
  const chart = new Chart(canvas as ChartItem, { ...config, options })
  const picture = read()
  chart.destroy()
  return picture
}

/** Wraps a canvas whose context behaves as Chart.js expects; setting the size sets that of the wrapped canvas. */
function canvasOf(
  behind: { width: number; height: number },
  context: () => SKRSContext2D,
  fonts: Fonts,
): PictureCanvas {
  let made: PicturePen | null = null
  const canvas: PictureCanvas = {
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
    getContext: () => (made ??= penOf(context(), canvas, fonts)),
  }
  return canvas
}
