import { answerLines } from '../../../experiments/core/answers/answer.ts'
import { answerOf } from '../../../experiments/core/answers/answers.ts'
import { timeSplit } from '../../../experiments/core/time-split/time-split.ts'
import { formatTimeSplit } from '../../../experiments/core/time-split/time-split-text.ts'
import { fitText } from '../../../experiments/core/charts/fit-text.ts'
import { claims } from '../../../experiments/core/names/claims.ts'
import type { SeriesPair } from '../../../experiments/core/curves/contrast.ts'
import type { Curve } from '../../../experiments/core/curves/curve.ts'
import { formatSteady, steadyStates } from '../../../experiments/core/curves/steady-state.ts'
import { sessionDoubts } from '../../../experiments/core/curves/work-doubts.ts'
import { factSummaries } from '../../../experiments/core/facts/fact-summary.ts'
import { formatFacts } from '../../../experiments/core/facts/fact-text.ts'
import { monitorCostText } from '../../../experiments/core/monitoring/monitor-cost.ts'
import { monitorResult } from '../../../experiments/core/monitoring/monitor-result.ts'
import { plotText } from '../../../experiments/core/report/plot.ts'
import { verdictSentence, verdictWords } from '../../../experiments/core/claims/judging/verdict-words.ts'
import { scalingLaws } from '../../../experiments/core/scaling-laws/scaling-laws.ts'
import { formatLaws } from '../../../experiments/core/scaling-laws/law-summary.ts'
import { runtimeName } from '../../../experiments/core/names/series-titles.ts'
import type { ResumedRecord } from '../../../experiments/core/session/resumed.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import type { ClaimRecord } from '../../../experiments/core/session/claim.ts'
import { formatTable } from '../../../experiments/core/report/table.ts'
import { contrastText } from './contrasts.ts'
import { nextCommands } from './next-commands.ts'
import { timelineLines } from '../../../experiments/core/timeline/timeline-words.ts'
import { timelines } from '../../../experiments/core/timeline/timelines.ts'

/**
 * Returns what a run prints when it is done: the table, the plot, the claims with their evidence, remarks, and at the end,
 * where people read first, the answer and what they may do next.
 */
export function summaryText(
  session: Session,
  curves: readonly Curve[],
  path: string,
  contrasts: readonly SeriesPair[] = [],
): string {
  const { header, end } = session
  const parts = [
    `${header.experiment.title}\n${header.experiment.question}`.trimEnd(),
    ...measuredParts(session, curves),
    ...contrasts.map((pair) => contrastText(session, pair)),
    ...monitorLines(session),
    ...(session.resumptions.length > 0 ? [session.resumptions.map(resumptionLine).join('\n')] : []),
    ...(session.claims.length > 0 ? [session.claims.map(claimLines).join('\n')] : []),
    `${endSentence(end)} Seed ${header.seed}.\nSession: ${path}`,
    ...answerParts(session, curves),
    nextCommands(session),
  ]
  return `${parts.join('\n\n')}\n`
}

const widestLine = 80
const characters = (text: string): number => text.length

/** "Done: 2 rounds.", "Stopped after 1 of 2 rounds: …", "Failed: …". */
function endSentence(end: Session['end']): string {
  if (end === null) return 'Interrupted: Lockstep closed during the run.'
  const { reason, by, message } = end
  if (by === 'budget') return `${capitalised(message)}.`
  return `${reason === 'complete' ? 'Done' : reason === 'failed' ? 'Failed' : 'Not complete'}: ${message}.`
}

function answerParts(session: Session, curves: readonly Curve[]): readonly string[] {
  const answer = answerOf(session, curves)
  return answer === null
    ? []
    : [
        answerLines(answer)
          .flatMap((line) => fitText(line, widestLine, Infinity, characters))
          .join('\n'),
      ]
}

/** A session of probes has facts and no curve; one of kernels has curves. */
function measuredParts(session: Session, curves: readonly Curve[]): readonly string[] {
  // a program that failed before the first trial has told why, and there is nothing else
  if (session.trials.length === 0 && session.end?.reason === 'failed') return []
  const facts = factSummaries(session)
  const laws = formatLaws(scalingLaws(session))
  const steady = formatSteady(steadyStates(session))
  const times = formatTimeSplit(timeSplit(session))
  const found = timelines(session)
  const timed = curves.some(({ points }) => points.length > 0)
  return [
    ...(timed || facts.length === 0 ? [formatTable(curves, sessionDoubts(session)), plotText(curves)] : []),
    ...(laws === '' ? [] : [laws]),
    ...(times === '' ? [] : [times]),
    ...(steady === '' ? [] : [steady]),
    ...(facts.length > 0 ? [`Measured values\n${formatFacts(facts)}`] : []),
    ...(found.length > 0 ? [`When threads ran:\n${timelineLines(found)}`] : []),
  ]
}

/** Says what the monitor cost, and what it changes if that was measured. */
function monitorLines(session: Session): readonly string[] {
  const { cost, effect } = monitorResult(session)
  const lines = [
    ...(effect === null ? [] : [capitalised(effect.says)]),
    ...(cost === null ? [] : [capitalised(monitorCostText(cost))]),
  ]
  return lines.length === 0 ? [] : [lines.map((line) => `${line}.`).join('\n')]
}

function resumptionLine({ at, why }: ResumedRecord): string {
  return `Resumed at ${at}; before that: ${why}.`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function claimLines({ id, verdict, why, runtimes }: ClaimRecord): string {
  const heading = `${claims[id].sentence}: ${verdictWords[verdict]}`
  // the claim's own reason sums up those of its runtimes
  const reasons = runtimes.map((one) => `  ${verdictSentence(runtimeName(one.runtime), one.verdict, one.why)}`)
  return [heading, ...(reasons.length > 0 ? reasons : [`  ${why}`])].join('\n')
}
