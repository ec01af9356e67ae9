import { spanCapacity } from '../../../main/trial-programs/node/worker/safe-point.ts'

export interface Turns {
  readonly worker: number
  readonly workers: number
  readonly endMs: number
  /** How long a worker keeps the lock. */
  readonly turnMs: number
}

/** Flat [start, end, …] of the stretches in which a worker ran, if all take turns. */
export function holdsInTurns({ worker, workers, endMs, turnMs }: Turns): number[] {
  const holds: number[] = []
  // the last round of turns is shorter, so that all end at about the same time
  const turn = Math.min(turnMs, endMs / workers)
  for (let startMs = worker * turn; startMs < endMs; startMs += workers * turn) {
    holds.push(startMs, Math.min(endMs, startMs + turn))
  }
  return holds.slice(-2 * spanCapacity)
}

/** The same as gaps: when it did not run. */
export function gapsInTurns(turns: Turns): number[] {
  const edges = [0, ...holdsInTurns(turns), turns.endMs]
  const gaps: number[] = []
  for (let at = 0; at < edges.length; at += 2) {
    const [from = 0, to = 0] = edges.slice(at, at + 2)
    if (to > from) gaps.push(from, to)
  }
  return gaps
}
