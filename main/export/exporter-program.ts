/**
 * The exporter is a program of its own, so that no window waits for it. It reads one job as JSON from its standard
 * input, draws the pictures, writes them and the reports, and prints one JSON answer.
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
import {
  exportJobSchema,
  type ExportAnswer,
  type PictureAnswer,
  type PictureOrder,
  type ReportOrder,
} from './export-job.ts'
import { writeExport } from './write-export.ts'

outliveStreams()
Chart.register(...chartParts)
const job = exportJobSchema.safeParse(JSON.parse(await text(process.stdin)))
if (job.success) {
  const fonts = await registerFonts()
  const pictures: PictureAnswer[] = []
  for (const order of job.data.pictures) pictures.push(await carryOut(order, fonts))
  const reports: PictureAnswer[] = []
  for (const order of job.data.reports) reports.push(await report(order, fonts))
  const answer: ExportAnswer = { pictures, reports }
  process.stdout.write(JSON.stringify(answer))
} else {
  process.stderr.write(`the job is not one: ${z.prettifyError(job.error)}\n`)
  process.exitCode = 1
}

async function report({ document, format, path }: ReportOrder, fonts: Fonts): Promise<PictureAnswer> {
  return await placed(path, async () => {
    // the libraries that write reports take a while to load, and pictures need none of them
    const { writeReport } = await import('./report/write-report.ts')
    return await writeReport(document, format, fonts)
  })
}

async function carryOut(order: PictureOrder, fonts: Fonts): Promise<PictureAnswer> {
  return await placed(order.path, async () => {
    const { data, format } = order
    const figure = findFigure(order.figure)
    const paper = paperSizes[order.paper]
    // an SVG keeps its text, for the fonts of whoever looks at it
    const texts = format === 'svg' ? order.shown : drawable(order.shown, fonts)
    const theme = chartThemes[order.theme]
    const width = paperWidthPx(paper)
    const height = paperHeightPx(paper) ?? figure.heightPx(data, width)
    const { title, subtitle: description } = order.texts
    const picture = { ...paper, format, width, height, title, description, fontFamily: theme.fontFamily }
    return await drawPicture(figure.draw(data, { theme, texts, paper }), picture, fonts)
  })
}

/** Writes what is made into its file, or answers with its bytes. */
async function placed(path: string | null, make: () => Promise<Uint8Array>): Promise<PictureAnswer> {
  try {
    const bytes = await make()
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
