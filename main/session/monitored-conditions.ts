import { conditionId } from '../../experiments/core/names/condition-name.ts'
import type { MonitorMode } from '../../experiments/core/names/monitor-mode.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import type { Condition } from '../../experiments/core/plan/plan.ts'

export type Turn = Condition & { readonly turn: number }
export type MonitoredCondition = Turn & { readonly monitor: 'off' | 'on' }

/**
 * @returns the trials of a turn: one, or both ways next to each other in an order that follows from
 * the seed
 */
export function monitoredConditions(
  condition: Turn,
  mode: MonitorMode,
  seed: number,
  place: number,
): readonly MonitoredCondition[] {
  const ways = mode === 'pairs' ? shuffledRound(['off', 'on'] as const, seed, place) : [mode]
  return ways.map((monitor) => ({ ...condition, monitor }))
}

/** @returns what a condition is known by within its session: "node/threads × 2" */
export function conditionKey({ series, workers }: Condition): string {
  return conditionId({ series: series.id, workers })
}
