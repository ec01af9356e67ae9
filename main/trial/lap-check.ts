import type { LapMessage } from './trial-messages.ts'
import type { TrialRequest } from './trial-request.ts'

/** Laps of warm-up that 'auto' comes to at the most; both trial programs keep to it. */
const mostWarmupLaps = 10

type LapsAsked = Pick<TrialRequest, 'warmup' | 'laps' | 'workers' | 'workload'>

/**
 * What a program that measures itself reports need not be so: a workload may write to its stream, or change its clock.
 * @param before how many laps came before this one
 * @param trialMs how long the trial has lasted
 * @returns why this cannot be a lap of the trial, or null
 */
export function lapProblem(lap: LapMessage, before: number, trialMs: number, asked: LapsAsked): string | null {
  const most = (asked.warmup === 'auto' ? mostWarmupLaps : asked.warmup) + asked.laps
  if (before >= most) return `reported more laps than the ${most} that it was asked for`
  if (lap.workers.length !== asked.workers)
    return `reported a lap of ${lap.workers.length} workers, and was asked for ${asked.workers}`
  const ends = [lap.makespanMs, ...lap.workers.map(({ endMs }) => endMs)]
  const wrong = ends.find((ms) => !(ms >= 0 && ms <= trialMs))
  return wrong === undefined ? null : `reported a lap of ${wrong} ms, ${Math.round(trialMs)} ms after its start`
}

/** @returns what is wrong with the laps of a trial that ended well, or null; a probe has none */
export function lapsMissing(laps: readonly LapMessage[], asked: LapsAsked): string | null {
  const measured = laps.filter(({ warmup }) => !warmup).length
  if (asked.workload.kind === 'probe' || measured === asked.laps) return null
  return `ended well, but reported ${measured} of the ${asked.laps} laps that it was asked for`
}
