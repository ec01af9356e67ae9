import { decideClaims } from '../claims/decide-claims.ts'
import { verdictWords } from '../claims/judging/verdict-words.ts'
import type { Curve } from '../curves/curve.ts'
import { claims } from '../names/claims.ts'
import { runtimeName } from '../names/series-titles.ts'
import type { ClaimRecord } from '../session/claim.ts'
import type { Session } from '../session/session.ts'
import { plainText } from '../text/plain-text.ts'
import { enumeration } from '../text/show-value.ts'
import type { VerdictLines } from './report-document.ts'

/** The file of a session that was cut off has no claims; they are decided from what it has measured. */
export function verdictsOf(session: Session, curves: readonly Curve[]): readonly VerdictLines[] {
  const decided = session.claims.length > 0 ? session.claims : decideClaims(session, curves)
  return decided.map(linesOf)
}

function linesOf({ id, verdict, why, runtimes }: ClaimRecord): VerdictLines {
  const word = capitalised(verdictWords[verdict])
  const says = claims[id].sentence
  const measured = runtimes.filter((one) => one.verdict !== 'not-measured')
  const [first, ...others] = measured
  if (first === undefined) return { verdict, word, says, measured: ended(plainText(why)), needed: '' }
  const { found, needed } = partsOf(first.why)
  const beside = besideText(first, others)
  return {
    verdict,
    word,
    says,
    measured: plainText(`${runtimeName(first.runtime)}: ${ended(found)}${beside === '' ? '' : ` ${beside}`}`),
    needed: plainText(needed === '' ? 'Every trial has to say the same.' : ended(needed)),
  }
}

/** A reason as rules write it: what was found, the limits that it is held against, and remarks. */
function partsOf(why: string): { readonly found: string; readonly needed: string } {
  const parts = why.split('; ')
  const isLimit = (part: string): boolean => /^(holds|true) if /.test(part)
  const limits = parts
    .filter(isLimit)
    .map((part) => part.replace(/^(holds|true) if /, '').replace('of it lies', 'of the range is'))
  const found = parts
    .filter((part) => !isLimit(part) && !part.startsWith('intervals widened'))
    .map((part) => part.replaceAll('(95% interval ', '('))
  return { found: found.join('; '), needed: capitalised([...new Set(limits)].join(', and ')) }
}

type RuntimeVerdict = ClaimRecord['runtimes'][number]

/** "PyPy and Node: the same. Jython: not true here." */
function besideText(first: RuntimeVerdict, others: readonly RuntimeVerdict[]): string {
  const same = others.filter(({ verdict }) => verdict === first.verdict)
  const differ = others.filter(({ verdict }) => verdict !== first.verdict)
  return [
    ...(same.length === 0 ? [] : [`${enumeration(same.map(({ runtime }) => runtimeName(runtime)))}: the same.`]),
    ...differ.map(({ runtime, verdict }) => `${runtimeName(runtime)}: ${verdictWords[verdict]}.`),
  ].join(' ')
}

function ended(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
