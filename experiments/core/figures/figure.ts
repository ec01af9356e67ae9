import type { Drawing } from '../charts/drawing.ts'
import type { FigureTexts, Look } from '../charts/figure-frame.ts'
import type { ChartName } from '../names/chart-names.ts'
import type { SessionHeader } from '../session/session.ts'
import type { SessionMeasures } from '../session/session-measures.ts'
import type { TimelineCondition } from '../timeline/timelines.ts'
import type { SessionResults } from './session-results.ts'

/** A figure draws its data alike in a card of the window and in a file. */
export interface Figure<Data> {
  draw(data: Data, look: Look): Drawing
}

/** A figure that the lab exports. Its data are JSON: they go to the exporter, which is a process of its own. */
export interface ExportedFigure<Data = unknown> extends Figure<Data> {
  readonly id: string
  /** Its name in the export menu. */
  readonly name: string
  /** Whether the export menu offers it. The menu asks while trials run, so the answer must cost no time. */
  isOffered(session: OfferedSession): boolean
  /** @returns null if the session has nothing to show */
  dataOf(results: SessionResults): Data | null
  /** Why `dataOf` returned null, as a sentence. */
  readonly missing: string
  textsOf(data: Data, header: SessionHeader): Omit<FigureTexts, 'footer'>
  /** The height of the figure in a file, by its width, both in px. */
  heightPx(data: Data, widthPx: number): number
}

export interface OfferedSession {
  readonly measures: SessionMeasures
  readonly timelineConditions: readonly TimelineCondition[]
  /** The chart for the experiment's question. */
  readonly chart: ChartName
}

/** The height of curves: that of a landscape page, and enough for their names. */
export function curvesHeightPx(widthPx: number): number {
  return Math.round(Math.max(250, Math.min(600, 20 + 0.62 * widthPx)))
}
