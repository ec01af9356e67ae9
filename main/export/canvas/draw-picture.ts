import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { Chart, type ChartItem } from 'chart.js'
import type { Drawing } from '../../../experiments/core/charts/drawing.ts'
import type { Size } from '../../../experiments/core/charts/surface.ts'
import type { Fonts } from './fonts.ts'
import type { ImageFormat } from './image-formats.ts'
import { withDensity } from './png-density.ts'
import { penOf, type PictureCanvas, type PicturePen } from './skia-context.ts'
import { SvgCanvas } from './svg-canvas.ts'

export interface Picture {
  readonly format: ImageFormat
  /** In the px that the drawing is made in. */
  readonly width: number
  readonly height: number
  /** The width at which it is printed. */
  readonly widthMm: number
  /** What the size of an SVG is written in. */
  readonly unit: 'mm' | 'px'
  /** The dots per inch of a PNG. */
  readonly dpi: number
  readonly title: string
  readonly description: string
  /** The font families that an SVG names, as a CSS list. */
  readonly fontFamily: string
}

/** Draws a picture as the content of a file. The parts of Chart.js that charts need are registered already. */
export async function drawPicture(drawing: Drawing, picture: Picture, fonts: Fonts): Promise<Uint8Array> {
  const { format, width, height, widthMm, dpi } = picture
  const inchesPerPx = widthMm / mmPerInch / width
  const size = { width, height }
  switch (format) {
    case 'png': {
      const canvas = createCanvas(width, height)
      const shown = canvasOf(canvas, () => canvas.getContext('2d'), fonts)
      const pixels = draw(shown, drawing, { ...size, scale: inchesPerPx * dpi }, () => canvas.toBuffer('image/png'))
      return withDensity(pixels, dpi)
    }
    case 'svg': {
      const canvas = new SvgCanvas(width, height, fonts)
      const drawn = draw(canvas, drawing, { ...size, scale: 1 }, () => canvas.drawn())
      const unitsPerPx = inchesPerPx * unitsPerInch[picture.unit]
      return new TextEncoder().encode(await canvas.content(drawn, { ...picture, unitsPerPx }))
    }
    case 'pdf': {
      const ptPerPx = inchesPerPx * ptPerInch
      const pdf = new PDFDocument({ title: picture.title, subject: picture.description, creator: 'Lockstep' })
      const page = pdf.beginPage(width * ptPerPx, height * ptPerPx) as SKRSContext2D
      const shown = canvasOf({ width, height }, () => page, fonts)
      return draw(shown, drawing, { ...size, scale: ptPerPx }, () => {
        pdf.endPage()
        return pdf.close()
      })
    }
  }
}

const ptPerInch = 72
const mmPerInch = 25.4
const unitsPerInch = { mm: mmPerInch, px: 96 }

/** Reads the picture before the chart is destroyed, which wipes its canvas. */
function draw<Read>(
  canvas: PictureCanvas,
  drawing: Drawing,
  { width, height, scale }: Size & { readonly scale: number },
  read: () => Read,
): Read {
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
