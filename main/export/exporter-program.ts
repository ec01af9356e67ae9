/**
 * The exporter is a program of its own, so that no window waits for it. It reads one job as JSON from its standard
 * input, draws the pictures, writes them, and prints one JSON answer.
 */
import { text } from 'node:stream/consumers'
import { Chart } from 'chart.js'
import { z } from 'zod'
import { chartParts } from '../../experiments/core/charts/register.ts'
import { chartThemes } from '../../experiments/core/charts/theme.ts'
import { findFigure } from '../../experiments/core/figures/figures.ts'
import { paperHeightPx, paperSizes, paperWidthPx } from '../../experiments/core/figures/paper.ts'
import { drawPicture } from './canvas/draw-picture.ts'
import { registerFonts, type Fonts } from './canvas/fonts.ts'
import { withGlyphs } from './canvas/missing-glyphs.ts'
import { outliveStreams } from '../system/lost-streams.ts'
import { exportJobSchema, type ExportAnswer, type PictureAnswer, type PictureOrder } from './export-job.ts'
import { writeExport } from './write-export.ts'

outliveStreams()
Chart.register(...chartParts)
const job = exportJobSchema.safeParse(JSON.parse(await text(process.stdin)))
if (job.success) {
  const fonts = await registerFonts()
  const pictures: PictureAnswer[] = []
  for (const order of job.data.pictures) pictures.push(await carryOut(order, fonts))
  const answer: ExportAnswer = { pictures }
  process.stdout.write(JSON.stringify(answer))
} else {
  process.stderr.write(`the job is not one: ${z.prettifyError(job.error)}\n`)
  process.exitCode = 1
}

async function carryOut(order: PictureOrder, fonts: Fonts): Promise<PictureAnswer> {
  try {
    const { data, path, format } = order
    const figure = findFigure(order.figure)
    const paper = paperSizes[order.paper]
    // an SVG keeps its text, for the fonts of whoever looks at it
    const texts = format === 'svg' ? order.shown : drawable(order.shown, fonts)
    const theme = chartThemes[order.theme]
    const width = paperWidthPx(paper)
    const height = paperHeightPx(paper) ?? figure.heightPx(data, width)
    const { title, subtitle: description } = order.texts
    const picture = { ...paper, format, width, height, title, description, fontFamily: theme.fontFamily }
    const bytes = await drawPicture(figure.draw(data, { theme, texts, paper }), picture, fonts)
    if (path === null) return { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') }
    await writeExport(path, bytes)
    return { kind: 'written', path }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

function drawable({ title, subtitle, footer }: PictureOrder['shown'], fonts: Fonts): PictureOrder['shown'] {
  return { title: withGlyphs(title, fonts), subtitle: withGlyphs(subtitle, fonts), footer: withGlyphs(footer, fonts) }
}
