import type { Verdict } from '../../session/session.ts'

/** What a person reads of a verdict. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  confirmed: 'held here',
  refuted: 'did not hold here',
  inconclusive: 'cannot tell',
  'not-measured': 'not run',
  illustrated: 'illustrated',
}
