import type { Verdict } from '../../session/claim.ts'

/** The words that people read for each verdict, in the order in which verdicts are counted. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  confirmed: 'true here',
  refuted: 'not true here',
  illustrated: 'shown by a model',
  inconclusive: 'undecided',
  'not-measured': 'not run',
}

export const verdicts = Object.keys(verdictWords) as readonly Verdict[]

/** "CPython: undecided. A quick run is too short for a verdict." */
export function verdictSentence(name: string, verdict: Verdict, why: string): string {
  return `${name}: ${verdictWords[verdict]}. ${sentences([why])}`
}

/** Makes a sentence of each part: "One part. Another part." */
export function sentences(parts: readonly (string | null)[]): string {
  return parts
    .flatMap((part) => (part === null || part === '' ? [] : [part]))
    .map((part) => `${capitalised(part)}${/[.?!]$/.test(part) ? '' : '.'}`)
    .join(' ')
}

/** A name of a program, such as sys.getrefcount, keeps its small letter. */
function capitalised(part: string): string {
  return /^[a-z]+(?![\w.(])/.test(part) ? `${part.charAt(0).toUpperCase()}${part.slice(1)}` : part
}
