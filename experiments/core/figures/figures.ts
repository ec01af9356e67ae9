import type { ExportedFigure } from './figure.ts'
import { lapsFigure } from './laps.ts'
import { lockTimelineFigure } from './lock-timeline.ts'
import { questionFigure } from './question.ts'
import { speedupFigure } from './speedup.ts'
import { timeSplitFigure } from './time-split.ts'

/** Every figure that the lab exports, in the order of the export menu. */
export const figures = [speedupFigure, questionFigure, lockTimelineFigure, timeSplitFigure, lapsFigure] as const

export type FigureId = (typeof figures)[number]['id']

export const figureIds = figures.map(({ id }) => id)

export function findFigure(id: FigureId): ExportedFigure {
  const found = figures.find((figure) => figure.id === id)
  if (found === undefined) throw new Error(`there is no figure ${id}`)
  return found
}
