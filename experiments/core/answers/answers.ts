import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { claimData } from '../claims/claim-data.ts'
import type { Curve } from '../curves/curve.ts'
import type { ChartName } from '../names/chart-names.ts'
import { questionChart } from '../session/question-chart.ts'
import type { Session } from '../session/session.ts'
import { words, type Answer } from './answer.ts'
import { answerFrom, type Finding } from './finding.ts'
import { holdFinding } from './hold-times.ts'
import { kernelFinding } from './kernels.ts'
import { latencyFinding } from './latencies.ts'
import { lostFinding } from './lost-increments.ts'
import { memoryFinding } from './memory.ts'
import { messageFinding } from './message-times.ts'
import { referenceFinding } from './references.ts'
import { speedupFinding } from './speedups.ts'
import { startFinding } from './start-times.ts'
import { stopFinding } from './stops.ts'
import { writeFinding } from './write-seen.ts'

/** An experiment that declares a chart for its question is answered by what the chart shows. */
const findings: Readonly<Record<ChartName, (data: ClaimData) => Finding | null>> = {
  speedup: speedupFinding,
  kernels: kernelFinding,
  'hold-times': holdFinding,
  'memory-per-worker': memoryFinding,
  'write-seen': writeFinding,
  'lost-increments': lostFinding,
  latencies: latencyFinding,
  'start-times': startFinding,
  'message-times': messageFinding,
  stops: stopFinding,
  references: referenceFinding,
}

/** @returns null as long as there is nothing to say: no trial has ended, or what the question takes was not measured */
export function answerOf(session: Session, curves: readonly Curve[]): Answer | null {
  if (session.trials.length > 0 && session.trials.every(({ outcome }) => outcome.kind !== 'ok')) return nothing(session)
  if (session.trials.length === 0) return null
  const data = claimData(session, curves)
  const finding = findings[questionChart(session.header)](data) ?? speedupFinding(data)
  return finding === null ? null : answerFrom(finding, data)
}

function nothing({ trials }: Session): Answer {
  const failed = trials.filter(({ outcome }) => outcome.kind !== 'cancelled')
  if (failed.length === 0) return { sentence: [words('Nothing was measured: the run was cancelled.')], second: null }
  const [first] = failed
  const said = first !== undefined && 'message' in first.outcome ? first.outcome.message : null
  const all = failed.length === 1 ? 'the only trial' : `all ${failed.length} trials`
  return {
    sentence: [words(`Nothing was measured: ${all} failed.`)],
    second: said === null ? null : [words(`The first: ${said.replace(/\.$/, '')}.`)],
  }
}
