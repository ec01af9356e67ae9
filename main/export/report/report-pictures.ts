import { chartThemes } from '../../../experiments/core/charts/theme.ts'
import { findFigure } from '../../../experiments/core/figures/figures.ts'
import { paperSizes, paperWidthPx } from '../../../experiments/core/figures/paper.ts'
import type { ReportDocument, ReportFigure } from '../../../experiments/core/report/report-document.ts'
import { drawPicture } from '../canvas/draw-picture.ts'
import type { Fonts } from '../canvas/fonts.ts'
import type { ImageFormat } from '../canvas/image-formats.ts'

/** A figure of a report as a picture; its size is in the px that it was drawn in. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** Draws the figures of a report, by their numbers. A figure has no title: its caption stands below it. */
export async function reportPictures(
  document: ReportDocument,
  format: ImageFormat,
  fonts: Fonts,
): Promise<ReadonlyMap<number, Picture>> {
  const pictures = new Map<number, Picture>()
  for (const block of document.blocks) {
    if (block.kind === 'figure') pictures.set(block.number, await pictureOf(block, format, fonts))
  }
  return pictures
}

/** As wide as a page's text, for which their letters have the right size. */
const paper = paperSizes.word

async function pictureOf(
  { figure: id, data, caption, alt }: ReportFigure,
  format: ImageFormat,
  fonts: Fonts,
): Promise<Picture> {
  const figure = findFigure(id)
  const theme = chartThemes.light
  const width = paperWidthPx(paper)
  const height = figure.heightPx(data, width)
  const drawing = figure.draw(data, { theme, texts: { title: '', subtitle: '', footer: '' }, paper })
  const picture = { ...paper, format, width, height, title: caption, description: alt, fontFamily: theme.fontFamily }
  return { bytes: await drawPicture(drawing, picture, fonts), width, height }
}
