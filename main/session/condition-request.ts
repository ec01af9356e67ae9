import type { Workload } from '../../experiments/core/definition/experiment.ts'
import type { Condition } from '../../experiments/core/plan/plan.ts'
import { probeSize } from '../../experiments/core/names/probe-names.ts'
import { calibrationKey, hasThreadEach, variantKernel, type Series } from '../../experiments/core/names/series.ts'
import { pinOrder } from '../../experiments/core/session/topology.ts'
import type { Calibration } from './calibration.ts'
import { conditionKey } from './monitored-conditions.ts'
import type { TrialRequest, TrialWorkload } from '../trial/trial-request.ts'
import type { SessionOptions } from './session-options.ts'

export function conditionRequest(
  {
    experiment,
    plan,
    machine,
    seed,
    files,
  }: Pick<SessionOptions, 'experiment' | 'plan' | 'machine' | 'seed' | 'files'>,
  condition: Condition,
  tasks: number,
  { sizes, passes, conditionPasses }: Pick<Calibration, 'sizes' | 'passes' | 'conditionPasses'>,
): TrialRequest {
  const { series, workers } = condition
  const { variant } = series
  const { warmup, laps } = experiment
  const workload = workloadOf(series, experiment.workload)
  const agreed = 'path' in workload ? files.find(({ path }) => path === workload.path) : undefined
  return {
    series: series.id,
    runtime: series.runtime,
    executor: series.executor,
    workers,
    workload,
    ...(agreed === undefined ? {} : { workloadSha256: agreed.sha256 }),
    size: probeSizeOf(series, experiment.workload) ?? sizes[variantKernel(series.id)] ?? 1,
    seed,
    tasks,
    passes: conditionPasses[conditionKey(condition)] ?? passes[calibrationKey(series.id)] ?? 1,
    warmup,
    laps,
    ...(plan.pin && hasThreadEach(series) ? { pin: pinOrder(machine.topology ?? []) } : {}),
    switchIntervalMs: variant?.kind === 'interval' ? variant.switchIntervalMs : experiment.switchIntervalMs,
  }
}

/** @returns the size of a variant's probe, if the experiment's own workload is not of a kind with it */
function probeSizeOf({ variant }: Series, workload: Workload): number | null {
  const alike = workload.kind === 'probe' && probeSize(workload.probe) !== null
  return variant?.kind === 'probe' && !alike ? probeSize(variant.name) : null
}

function workloadOf({ variant }: Series, workload: Workload): TrialWorkload {
  switch (variant?.kind) {
    case 'kernel':
      return { kind: 'kernel', kernel: variant.name }
    case 'probe':
      return { kind: 'probe', probe: variant.name }
    case 'interval':
    case undefined:
      return workload
  }
}
