import type { MonitorMode } from '../../experiments/core/names/monitor-mode.ts'
import type { Condition } from '../../experiments/core/plan/plan.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'

/** A condition in one trial, with the monitor on or off. */
export type WatchedCondition = Condition & { readonly monitor: 'off' | 'on' }

/** The trials of a condition in one round: one, or both ways next to each other in an order that follows from the seed. */
export function watchings(
  condition: Condition,
  mode: MonitorMode,
  seed: number,
  place: number,
): readonly WatchedCondition[] {
  const ways = mode === 'pairs' ? shuffledRound(['off', 'on'] as const, seed, place) : [mode]
  return ways.map((monitor) => ({ ...condition, monitor }))
}
