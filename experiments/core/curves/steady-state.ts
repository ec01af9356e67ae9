import { conditionId, conditionName } from '../names/condition-name.ts'
import { groupBy } from '../numbers/group-by.ts'
import { changePoint } from '../numbers/change-point.ts'
import { median } from '../numbers/statistics.ts'
import type { SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { lapsOfSteady } from '../definition/overrides.ts'
import type { Session } from '../session/session.ts'
import { formatShare } from '../text/format-number.ts'

/** A change is believed below this chance of it in steady laps; all conditions of a session share it. */
const significance = 0.05
/** Fewer laps than this behind the last change are too few to call them steady. */
const fewestSteadyLaps = 10
/** A smaller change is within what laps of one trial drift by. */
const smallestChange = 0.02

/** Warm-up ends when two laps differ by less than this (docs/method.md). */
const warmupTolerance = 0.05

/** Whether the laps of one long trial came to a steady time, and when. */
export interface SteadyState {
  readonly series: SeriesId
  readonly workers: number
  /** All laps of the trial in their order, warm-up laps too. */
  readonly lapsMs: readonly number[]
  /** The number of the first lap behind the last change, from 1; null if it was not steady by the end. */
  readonly steadyFrom: number | null
  /** The median lap behind the last change. */
  readonly steadyMs: number
  readonly sentence: string
}

/** One for each condition that has a trial of enough laps: the first such trial. */
export function steadyStates(session: Session): readonly SteadyState[] {
  const lapsOf = groupBy(session.laps, ({ trial }) => trial)
  const long = countedTrials(session).flatMap(({ trial, series, workers }) => {
    const lapsMs = (lapsOf.get(trial) ?? []).map(({ makespanMs }) => makespanMs)
    return lapsMs.length < lapsOfSteady ? [] : [{ series, workers, lapsMs }]
  })
  const first = [...groupBy(long, conditionId).values()].flatMap(([trial]) => trial ?? [])
  return first.map((trial) => steadyState(trial, significance / first.length))
}

/** Cuts at the most likely change as long as there is one, and looks at what comes behind it. */
function steadyState(trial: Pick<SteadyState, 'series' | 'workers' | 'lapsMs'>, chance: number): SteadyState {
  const { lapsMs } = trial
  let [from, beforeMs, p] = [0, NaN, 1]
  for (let isSettled = false; !isSettled && lapsMs.length - from >= fewestSteadyLaps;) {
    const rest = lapsMs.slice(from)
    // of logarithms, as everywhere: one lap of three times the length would hide a change
    const change = changePoint(rest.map(Math.log))
    const [earlierMs, laterMs] = [median(rest.slice(0, change.at)), median(rest.slice(change.at))]
    isSettled = change.p > chance || Math.abs(Math.log(laterMs / earlierMs)) < smallestChange
    if (!isSettled) [from, beforeMs, p] = [from + change.at, earlierMs, change.p]
  }
  const steadyMs = median(lapsMs.slice(from))
  const isSteady = lapsMs.length - from >= fewestSteadyLaps
  const steadyFrom = isSteady ? from + 1 : null
  const found = from === 0 ? null : { at: from + 1, excess: beforeMs / steadyMs - 1, p }
  return { ...trial, steadyFrom, steadyMs, sentence: sentenceOf(lapsMs, steadyMs, isSteady, found) }
}

function sentenceOf(
  lapsMs: readonly number[],
  steadyMs: number,
  isSteady: boolean,
  change: { readonly at: number; readonly excess: number; readonly p: number } | null,
): string {
  if (change === null) {
    const first = (lapsMs[0] ?? NaN) / steadyMs - 1
    // one odd lap is no change of level: it could stand anywhere
    const isExtreme = [Math.min(...lapsMs), Math.max(...lapsMs)].includes(lapsMs[0] ?? NaN)
    const oddFirst = isExtreme && Math.abs(first) > warmupTolerance ? `, but the first took ${compared(first)}` : ''
    return `steady over all ${lapsMs.length} laps${oddFirst}`
  }
  const { at, excess, p } = change
  const when = isSteady
    ? `steady from lap ${at} of ${lapsMs.length} on`
    : `not steady: it changed at lap ${at} of ${lapsMs.length}`
  return `${when}; the laps before that took ${compared(excess)} (p = ${Number(p.toPrecision(1))})`
}

function compared(excess: number): string {
  return `${formatShare(Math.abs(excess))} ${excess > 0 ? 'longer' : 'less'}`
}

/** A line for each condition; empty if no trial was long enough. */
export function formatSteady(states: readonly SteadyState[]): string {
  if (states.length === 0) return ''
  return ['Steady state:', ...states.map((one) => `  ${conditionName(one)}: ${one.sentence}`)].join('\n')
}
