import type { LockRecord } from '../session/session.ts'

/** A time in which a worker ran, in ms since the start gate. */
export interface Stretch {
  readonly startMs: number
  readonly endMs: number
}

/** The stretches of each worker of one lap, in the order of time. */
export type Lanes = readonly (readonly Stretch[])[]

export function lanesOf({ holds }: LockRecord): Lanes {
  return holds.map(laneOf)
}

function laneOf(flat: readonly number[]): readonly Stretch[] {
  const lane: Stretch[] = []
  for (let at = 0; at < flat.length; at += 2) {
    const startMs = flat[at] ?? 0
    lane.push({ startMs, endMs: flat[at + 1] ?? startMs })
  }
  return lane
}

export function lengthMs({ startMs, endMs }: Stretch): number {
  return endMs - startMs
}
