import type { Session } from '../../experiments/core/session/session.ts'

/** Returns wall time over the time that was measured in it: 1.10 is a tenth on top. */
export function overhead(wallMs: number, measuredMs: readonly number[]): number {
  return wallMs / measuredMs.reduce((sum, ms) => sum + ms, 0)
}

/** Returns how long each lap took, and the start of each trial's process with its workers. */
export function measuredMs({ laps, trials }: Session): readonly number[] {
  return [
    ...laps.filter((lap) => !lap.warmup).map(({ makespanMs }) => makespanMs),
    ...trials.map(({ processStartMs, startupMs }) => (processStartMs ?? 0) + (startupMs ?? 0)),
  ]
}
