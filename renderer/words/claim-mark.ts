import { verdictWords } from '../../experiments/core/claims/judging/verdict-words.ts'
import type { Verdict } from '../../experiments/core/session/claim.ts'

/** A verdict, or what stands in its place while there is only a preview, which decides nothing. */
export type ClaimMark = Verdict | 'preview'

export const claimMarkWords: Readonly<Record<ClaimMark, string>> = {
  ...verdictWords,
  preview: 'preview, decides nothing',
}
