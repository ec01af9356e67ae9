import { trialsOfCondition, type MonitorMode } from '../names/monitor-mode.ts'

/** How often a round measures a condition: once if it does not say. Each of these trials is a turn. */
interface Times {
  readonly times?: number | undefined
}

/** A fifth of the variance of a ratio is left to win from here on, and a session has few rounds with ever more turns. */
const mostTimes = 4
/** One or two rounds are a first look, which is to be quick. */
const fewestRounds = 3

/**
 * How often a round measures serial, whose noise is in each ratio over it (docs/method.md): with s turns the variance of a
 * ratio is as 1 + 1/s, and a round takes s trials and one for each of the others. Their product is least at s = √others.
 */
export function serialTimes(others: number, rounds: number): number {
  return rounds < fewestRounds ? 1 : Math.max(1, Math.min(mostTimes, Math.floor(Math.sqrt(others))))
}

/** The trials of one round. */
export function trialsOfRound(conditions: readonly Times[], monitor: MonitorMode): number {
  return trialsOfCondition(monitor) * conditions.reduce((sum, { times = 1 }) => sum + times, 0)
}

/** All turns of a round, in the plan's order; those of a condition count from 1. */
export function turnsOf<T extends Times>(conditions: readonly T[]): readonly (T & { readonly turn: number })[] {
  return conditions.flatMap((one) =>
    Array.from({ length: one.times ?? 1 }, (_, before) => ({ ...one, turn: before + 1 })),
  )
}
