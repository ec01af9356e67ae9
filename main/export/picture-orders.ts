import type { ThemeName } from '../../experiments/core/charts/theme.ts'
import { captionText } from '../../experiments/core/figures/caption.ts'
import { findFigure, type FigureId } from '../../experiments/core/figures/figures.ts'
import { footerText } from '../../experiments/core/figures/footer-text.ts'
import { paperSizes, type PaperId } from '../../experiments/core/figures/paper.ts'
import { shownTexts } from '../../experiments/core/figures/shown-texts.ts'
import type { SessionResults } from '../../experiments/core/figures/session-results.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { PictureOrder } from './export-job.ts'

/** What a picture is made for, and how it looks. */
export interface PictureLook {
  readonly paper: PaperId
  /** Whether its title stands in the picture; without it, as is usual for the paper. */
  readonly titled?: boolean | undefined
  readonly theme?: ThemeName | undefined
}

/** A picture without its format and its place. */
export type FigureOrder = Omit<PictureOrder, 'format' | 'path'> & { readonly caption: string }

/** @returns null if the session has nothing that the figure could show */
export function figureOrder(
  session: Session,
  results: SessionResults,
  id: FigureId,
  { paper, titled = paperSizes[paper].titled, theme = 'light' }: PictureLook,
): FigureOrder | null {
  const figure = findFigure(id)
  const data = figure.dataOf(results)
  if (data === null) return null
  const texts = { ...figure.textsOf(data, session.header), footer: footerText(session) }
  return { figure: id, data, texts, shown: shownTexts(texts, paper, titled), paper, theme, caption: captionText(texts) }
}
