import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { guardObstacle } from '../claims/judging/guards.ts'
import { judge, type RatioTest } from '../claims/judging/ratio-test.ts'
import { usualConfidence } from '../numbers/interval.ts'
import { asSentence, words, type Answer, type AnswerPart } from './answer.ts'
import { uncertainties } from './uncertainties.ts'

/** What an experiment's answer says; the state of the session decides how it is said. */
export type Finding = RatioFinding | PlainFinding

/** A number that decides something with its whole range, or nothing. */
export interface RatioFinding {
  readonly kind: 'ratio'
  /** What the range says: "two CPython threads are no faster than one"; null if it holds both answers. */
  readonly decided: string | null
  /** What is asked, after "whether": "two CPython threads are faster than one". */
  readonly question: string
  /** The same without a judgement: "two CPython threads, compared with one". */
  readonly neutral: string
  readonly number: readonly AnswerPart[]
  readonly second: readonly AnswerPart[] | null
  /** The comparison, for which the machine's state is looked at as for a claim; null where it changes nothing. */
  readonly test: RatioTest | null
}

/** Something that was counted or seen, and not compared. */
export interface PlainFinding {
  readonly kind: 'plain'
  /** It begins with a small letter, and has no full stop. */
  readonly sentence: readonly AnswerPart[]
  readonly second: readonly AnswerPart[] | null
}

export function answerFrom(finding: Finding, data: ClaimData): Answer {
  const { quick } = data.session.header
  if (finding.kind === 'plain') {
    return { sentence: stated([...(quick ? [words('preview: ')] : []), ...finding.sentence]), second: finding.second }
  }
  const { decided, question, neutral, test } = finding
  const obstacle = test === null ? null : guardObstacle(data, [judge(test, usualConfidence)])
  const doubts = test === null ? [] : uncertainties(data.session, obstacle)
  if (quick) return ratioAnswer(`preview: ${neutral}`, finding, doubts.length === 0 ? null : lessCertain(doubts))
  if (decided !== null && obstacle === null) {
    return ratioAnswer(decided, finding, doubts.length === 0 ? null : lessCertain(doubts))
  }
  const open = test?.logRatios.length === 1 ? 'one round has no range' : 'the range is too wide to tell'
  const reasons = decided === null ? [open, ...doubts] : doubts
  return ratioAnswer(`it is undecided whether ${question}`, finding, `Undecided because ${reasons.join('; ')}.`)
}

function lessCertain(doubts: readonly string[]): string {
  return `Less certain: ${doubts.join('; ')}.`
}

function ratioAnswer(clause: string, { number, second }: RatioFinding, remark: string | null): Answer {
  const remarks = remark === null ? [] : [words(second === null ? remark : ` ${remark}`)]
  const all = [...(second ?? []), ...remarks]
  return { sentence: stated([words(`${clause}: `), ...number]), second: all.length === 0 ? null : all }
}

function stated(parts: readonly AnswerPart[]): readonly AnswerPart[] {
  return asSentence([...parts, words('.')])
}
