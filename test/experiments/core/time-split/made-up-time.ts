import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { sessionOf, type TrialParts } from '../../../../testbed/sessions/rounds.ts'

export interface MadeUpTime extends Pick<TrialParts, 'timeline'> {
  readonly series: SeriesId
  /** The makespan of the measured lap of each round; that of the serial lap is 1000 ms. */
  readonly makespansMs: readonly number[]
  /** What the workers of such a lap did. */
  readonly workers: NonNullable<TrialParts['workers']>
  readonly usableCores?: number
  /** How fast the core of the serial trials turned; they say nothing of it if it is left out. */
  readonly serialTurnsPerMs?: number
}

const serialMs = 1000

/** Makespans of five rounds that scatter by 1%. */
export const rounds = [990, 1000, 1010, 1005, 995]

/** A session with serial trials, and trials of one condition whose workers did what is said. */
export function sessionWith({ series, makespansMs, usableCores = 2, serialTurnsPerMs, ...parts }: MadeUpTime): Session {
  const count = parts.workers(1).length
  const serial: SeriesId = series.startsWith('cpython/') ? 'cpython/serial' : 'node/serial'
  return sessionOf({
    rounds: {
      [serial]: { 1: makespansMs.map(() => serialTrial(serialTurnsPerMs)) },
      [series]: { [count]: makespansMs.map((ms) => ({ ...parts, lapsMs: [ms] })) },
    },
    usableCores,
  })
}

function serialTrial(turnsPerMs: number | undefined): TrialParts {
  if (turnsPerMs === undefined) return { lapsMs: [serialMs] }
  return { lapsMs: [serialMs], workers: (ms) => [{ startMs: 0, endMs: ms, cpuMs: ms, turnsPerMs }] }
}

/** Turns of two workers from 0 to the end, each as long as said. */
export function turns(makespanMs: number, turnMs: number, workers = 2): number[][] {
  const lanes: number[][] = Array.from({ length: workers }, () => [])
  for (let turn = 0; turn * turnMs < makespanMs; turn++) {
    lanes[turn % workers]?.push(turn * turnMs, Math.min(makespanMs, (turn + 1) * turnMs))
  }
  return lanes
}
