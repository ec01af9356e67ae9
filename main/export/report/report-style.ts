import type { Verdict } from '../../../experiments/core/session/claim.ts'

/** The colours of a report on white paper, in all of its formats. */
export const colours = {
  ink: '#1b1c1e',
  muted: '#5c6067',
  line: '#d0d0ca',
  soft: '#f3f3ef',
  ok: '#17733f',
} as const

/** True is green; what is not true here is a result and no fault, and so as dark as the text. */
export function verdictColour(verdict: Verdict): string {
  if (verdict === 'confirmed') return colours.ok
  return verdict === 'refuted' ? colours.ink : colours.muted
}

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  confirmed: '✓',
  refuted: '✕',
  inconclusive: '?',
  illustrated: '○',
  'not-measured': '–',
}

/** The width of a report's text on A4: 160 mm, for which figures are drawn. */
export const textWidthMm = 160
