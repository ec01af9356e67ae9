import type { Curve } from '../curves/curve.ts'
import { findFigure, type FigureId } from '../figures/figures.ts'
import { paperSizes, paperWidthPx } from '../figures/paper.ts'
import { sessionResults } from '../figures/session-results.ts'
import { questionChart } from '../session/question-chart.ts'
import type { Session } from '../session/session.ts'
import { sessionMeasures } from '../session/session-measures.ts'
import { plainText } from '../text/plain-text.ts'
import type { ReportFigure } from './report-document.ts'

/** The second figure explains; one that is higher than this would fill a page alone. */
const highestPx = 420

/** The figures of a report: the one that answers the question, and the one that says why. */
export function reportFigures(session: Session, curves: readonly Curve[]): readonly ReportFigure[] {
  const { header } = session
  const results = sessionResults(session, curves, {})
  return shownFigures(session, curves)
    .flatMap((id, index) => {
      const figure = findFigure(id)
      const data = figure.dataOf(results)
      if (data === null) return []
      if (index > 0 && figure.heightPx(data, paperWidthPx(paperSizes.word)) > highestPx) return []
      const { title, subtitle } = figure.textsOf(data, header)
      // the report asks the question itself
      const caption = plainText(subtitle.replace(header.experiment.question, ''))
      return [{ figure: id, data, caption, alt: plainText(`${title}. ${caption}`) }]
    })
    .map((figure, index) => ({ kind: 'figure', number: index + 1, ...figure }))
}

function shownFigures({ header }: Session, curves: readonly Curve[]): readonly FigureId[] {
  const timed = sessionMeasures(header).laps && curves.some(({ points }) => points.length > 0)
  const asked: FigureId = questionChart(header) === 'speedup' ? 'speedup' : 'question'
  return timed ? [asked, 'time'] : [asked].filter((id) => id !== 'speedup')
}
