import type { Workload } from './experiment.ts'
import type { ExperimentInput } from './experiment-schema.ts'
import { resolveWorkerEntries } from './resolve-experiment.ts'
import { findSeries, kernelMisfit, type Series } from '../names/series.ts'
import type { Path } from './located.ts'
import { alternatives } from '../text/show-value.ts'
import { formatCount } from '../text/format-number.ts'
import { largestFixed } from './worker-count.ts'

/** A value that does not fit other parts of the experiment. */
export interface RuleFinding {
  readonly path: Path
  readonly expected: string
}

/** The parts of an experiment that the schema accepts. */
export type CheckedInput = Partial<ExperimentInput>

const workloadKinds = ['kernel', 'probe', 'module', 'script'] as const

function* workloadRule({ workload }: CheckedInput): Generator<RuleFinding> {
  if (workload === undefined) return
  const given = workloadKinds.filter((kind) => workload[kind] !== undefined)
  const expected = `exactly one of ${alternatives(workloadKinds)}`
  if (given.length === 0) yield { path: ['workload'], expected }
  for (const kind of given.slice(1)) yield { path: ['workload', kind], expected }
  const [kind] = given
  if ((kind === 'module' || kind === 'script') && given.length === 1 && workload.size === 'auto') {
    yield {
      path: ['workload', 'size'],
      expected: `a whole number from 1 to 1,000,000,000: how the time of your own ${kind} grows is not known`,
    }
  }
}

/** @returns why the workload cannot run on the series, to follow "expected"; null if it can */
export function misfit({ kind, kernel }: WorkloadKind, series: Series): string | null {
  const { runtime, variant } = series
  if (variant?.kind === 'kernel') return kernelMisfit(variant.name, series)
  if (variant?.kind === 'probe') return null
  if (kernel !== undefined) return kernelMisfit(kernel, series)
  if (kind === 'module' && runtime !== 'node') return 'a series of node: a JavaScript module runs on Node only'
  if (kind === 'script' && runtime === 'node') return 'a series of Python: a Python script does not run on Node'
  return null
}

interface WorkloadKind {
  readonly kind: Workload['kind'] | undefined
  readonly kernel?: string | undefined
}

function* seriesRule({ workload, series }: CheckedInput): Generator<RuleFinding> {
  if (workload === undefined || series === undefined) return
  const kind = workloadKinds.find((one) => workload[one] !== undefined)
  for (const [index, id] of series.entries()) {
    const found = findSeries(id)
    const expected = found === undefined ? null : misfit({ kind, kernel: workload.kernel }, found)
    if (expected !== null) yield { path: ['series', index], expected }
  }
}

function* baselineRule({ baseline = 'auto', series }: CheckedInput): Generator<RuleFinding> {
  if (series === undefined || baseline === 'auto' || baseline === 'none') return
  // Serial runs at one worker only, and speedup is relative to serial already.
  const candidates = series.filter((id) => findSeries(id)?.executor !== 'serial')
  if (!candidates.includes(baseline)) {
    yield { path: ['baseline'], expected: alternatives(['auto', 'none', ...new Set(candidates)]) }
  }
}

function* roundsRule({ rounds }: CheckedInput): Generator<RuleFinding> {
  if (typeof rounds !== 'object' || rounds.min === undefined || rounds.max === undefined) return
  if (rounds.min > rounds.max) {
    yield { path: ['rounds', 'max'], expected: `at least rounds.min, which is ${formatCount(rounds.min)}` }
  }
}

/** Whether a worker would be left without a task; with weak scaling, tasks grow with the workers. */
export function tooFewTasks(tasks: number | 'auto', scaling: 'strong' | 'weak', largest: number): boolean {
  return scaling === 'strong' && tasks !== 'auto' && tasks < largest
}

function* tasksRule({ workload, workers, scaling = 'strong' }: CheckedInput): Generator<RuleFinding> {
  const tasks = workload?.tasks ?? 'auto'
  const largest = largestFixed(resolveWorkerEntries(workers))
  if (tooFewTasks(tasks, scaling, largest)) {
    yield { path: ['workload', 'tasks'], expected: `at least ${formatCount(largest)}, the largest worker count` }
  }
}

export function ruleFindings(input: CheckedInput): readonly RuleFinding[] {
  return [workloadRule, seriesRule, baselineRule, roundsRule, tasksRule].flatMap((rule) => [...rule(input)])
}
