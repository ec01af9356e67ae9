import type { LockRecord } from '../session.ts'

/** For which time a worker ran, in ms since the start gate. */
export interface Stretch {
  readonly startMs: number
  readonly endMs: number
}

/** The stretches of each worker of one lap, in the order of time. */
export type Lanes = readonly (readonly Stretch[])[]

export function lanesOf({ holds }: LockRecord): Lanes {
  return holds.map((flat) =>
    flat.flatMap((startMs, index) => (index % 2 === 0 ? [{ startMs, endMs: flat[index + 1] ?? startMs }] : [])),
  )
}

export function lengthMs({ startMs, endMs }: Stretch): number {
  return endMs - startMs
}
