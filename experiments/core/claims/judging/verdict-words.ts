import type { Verdict } from '../../session/claim.ts'

/** The words that people read for each verdict, in the order in which verdicts are counted. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  confirmed: 'held here',
  refuted: 'did not hold here',
  illustrated: 'illustrated',
  inconclusive: 'cannot tell',
  'not-measured': 'not run',
}

export const verdicts = Object.keys(verdictWords) as readonly Verdict[]

/** The same in a sentence about one runtime: "CPython: it holds". */
export const runtimeVerdictWords: Readonly<Record<Verdict, string>> = {
  ...verdictWords,
  confirmed: 'it holds',
  refuted: 'it does not hold',
}
