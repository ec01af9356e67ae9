import type { Verdict } from '../../../experiments/core/session/claim.ts'
import type { Pdf } from './pdf-text.ts'
import { verdictColour } from './report-style.ts'

const half = 3.2

/** Draws the sign of a verdict around a point: Inter has none of them. */
export function drawVerdictSign(pdf: Pdf, verdict: Verdict, x: number, y: number): void {
  pdf.save().lineWidth(1.4).lineCap('round').lineJoin('round').strokeColor(verdictColour(verdict))
  switch (verdict) {
    case 'confirmed':
      pdf
        .moveTo(x - half, y + 0.3)
        .lineTo(x - 1, y + half - 0.6)
        .lineTo(x + half, y - half + 0.4)
        .stroke()
      break
    case 'refuted':
      pdf.moveTo(x - half + 0.6, y - half + 0.6).lineTo(x + half - 0.6, y + half - 0.6)
      pdf
        .moveTo(x - half + 0.6, y + half - 0.6)
        .lineTo(x + half - 0.6, y - half + 0.6)
        .stroke()
      break
    case 'inconclusive':
      pdf.moveTo(x - 1.9, y - 1.6).bezierCurveTo(x - 1.7, y - 4.2, x + 2.4, y - 4.0, x + 1.9, y - 1.4)
      pdf.bezierCurveTo(x + 1.6, y - 0.4, x, y - 0.2, x, y + 1.2).stroke()
      pdf.circle(x, y + 3.3, 0.8).fill(verdictColour(verdict))
      break
    case 'illustrated':
      pdf.circle(x, y, half - 0.5).stroke()
      break
    case 'not-measured':
      pdf
        .moveTo(x - half + 0.8, y)
        .lineTo(x + half - 0.8, y)
        .stroke()
      break
  }
  pdf.restore()
}
