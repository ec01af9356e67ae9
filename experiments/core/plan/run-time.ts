import type { Experiment } from '../definition/experiment.ts'
import { quickBudgetMs } from '../definition/overrides.ts'
import { isProbeSeries } from '../names/series.ts'
import type { Condition, Plan } from './plan.ts'

/** A trial of a kernel, with its start, its warm-up and two laps of 200 ms and more, on an idle machine. */
const kernelTrialMs = 1500
/** A trial of a probe that asks little; the others stand beside it. All were measured on a machine of two cores. */
const probeTrialMs = 2000
const trialsOfProbes: Readonly<Record<string, number>> = {
  isolation: 1000,
  footprint: 1000,
  race: 3000,
  interrupt: 4000,
  'message-passing': 4000,
  convoy: 3000,
}
/** Java and .NET take so much longer to start. */
const slowStartMs = 4000

export interface RunTime {
  readonly minMs: number
  readonly maxMs: number
}

/** About how long a run takes, before anything is known of this machine: a person plans a break by it, no more. */
export function runTime(
  plan: Pick<Plan, 'conditions' | 'rounds'>,
  experiment: Pick<Experiment, 'workload' | 'budgetMs'>,
): RunTime {
  const roundMs = plan.conditions.reduce((sum, one) => sum + (one.times ?? 1) * trialMs(one, experiment), 0)
  const time = (rounds: number): number => Math.min(roundMs * rounds, experiment.budgetMs)
  return { minMs: time(plan.rounds.min), maxMs: time(plan.rounds.max) }
}

/** A preview takes two rounds, its trials are half as long, and its budget ends it. */
export function previewTime(plan: Pick<Plan, 'conditions'>, experiment: Pick<Experiment, 'workload'>): RunTime {
  const conditions = plan.conditions.map((one) => ({ ...one, times: 1 }))
  const { maxMs } = runTime({ conditions, rounds: { min: 1, max: 1 } }, { ...experiment, budgetMs: quickBudgetMs })
  return { minMs: maxMs, maxMs }
}

function trialMs({ series }: Pick<Condition, 'series'>, { workload }: Pick<Experiment, 'workload'>): number {
  const probe = series.variant?.kind === 'probe' ? series.variant.name : workload.kind === 'probe' ? workload.probe : ''
  const slow = series.runtime === 'jython' || series.runtime === 'ironpython' ? slowStartMs : 0
  return slow + (isProbeSeries(series, workload.kind) ? (trialsOfProbes[probe] ?? probeTrialMs) : kernelTrialMs)
}
