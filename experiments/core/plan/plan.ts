import type { Experiment } from '../definition/experiment.ts'
import { misfit } from '../definition/experiment-rules.ts'
import { findKernel } from '../names/kernels.ts'
import { planNotes } from './plan-notes.ts'
import { serialTimes, trialsOfRound } from './turns.ts'
import {
  findSeries,
  isProbeSeries,
  isSerial,
  lockConstrainedSeries,
  serialOf,
  variantKernel,
  type Series,
  type SeriesId,
} from '../names/series.ts'
import { largestFixed, resolveWorkers } from '../definition/worker-count.ts'

export interface Condition {
  readonly series: Series
  readonly workers: number
  /** Added so that ratios can be formed; the experiment does not list it. */
  readonly reference: boolean
  /** How often a round measures it, if more than once. */
  readonly times?: number | undefined
}

export interface Plan {
  readonly conditions: readonly Condition[]
  readonly baseline: SeriesId | 'none'
  readonly scaling: 'strong' | 'weak'
  /** Whether each worker is tied to its own core. */
  readonly pin: boolean
  readonly rounds: { readonly min: number; readonly max: number }
  readonly trials: { readonly min: number; readonly max: number }
  /** The tasks of one pass at one worker; `tasksAt` gives those at other counts. */
  readonly tasks: number
  /** The series of the experiment that cannot run here, each with the reason: "no Jython was found". */
  readonly missing: readonly MissingSeries[]
  /** What a person should know before the run starts, one sentence each. */
  readonly notes: readonly string[]
}

export interface MissingSeries {
  readonly series: SeriesId
  readonly why: string
}

export interface PlanMachine {
  /** The number of cores that may be used, P in experiment files. */
  readonly usableCores: number
  /** The number of fast cores among them, up to which gains are judged; all are fast unless it says otherwise. */
  readonly judgedCores?: number
  /** @returns why the series cannot run here (its runtime is missing, or lacks what the work needs), or null if it can */
  obstacle(series: Series): string | null
  /** Why workers cannot be tied to cores here; null if they can. */
  readonly pinObstacle?: string | null
  /** What a person should know about its runtimes, one sentence each. */
  readonly notes?: readonly string[]
}

export function makePlan(experiment: Experiment, machine: PlanMachine): Plan {
  const isThere = (series: Series) => machine.obstacle(series) === null
  const selected = experiment.series.filter(isThere)
  const missing = experiment.series.flatMap((series): MissingSeries[] => {
    const why = machine.obstacle(series)
    return why === null ? [] : [{ series: series.id, why }]
  })
  const { usableCores, judgedCores = usableCores } = machine
  const workers = resolveWorkers(experiment.workers, { usableCores, judgedCores })
  const counts = workers.filter((count) => hasTasksFor(experiment, count))

  const timed = selected.filter((series) => !isProbeSeries(series, experiment.workload.kind))
  const wanted = wantedBaseline(experiment, timed)
  const canRun = (series: Series) => isThere(series) && misfit(experiment.workload, series) === null
  const baseline = wanted !== null && canRun(wanted) ? wanted : null
  const references = referencesFor(timed, baseline)
  const listed = selected.flatMap((series) => conditionsOf(series, counts, false))
  const listedCounts = [...new Set(listed.map((condition) => condition.workers))].sort((a, b) => a - b)
  const conditions = withTimes(experiment, [
    ...listed,
    ...references.flatMap((series) => conditionsOf(series, listedCounts, true)),
  ])
  const { pinObstacle = null } = machine
  const perRound = trialsOfRound(conditions, experiment.monitor)
  return {
    conditions,
    baseline: baseline?.id ?? 'none',
    scaling: experiment.scaling,
    pin: experiment.pin && pinObstacle === null,
    rounds: experiment.rounds,
    trials: { min: perRound * experiment.rounds.min, max: perRound * experiment.rounds.max },
    tasks: tasksFor(experiment, conditions),
    missing,
    notes: [
      ...(machine.notes ?? []),
      ...planNotes({
        monitor: experiment.monitor,
        pinObstacle: experiment.pin ? pinObstacle : undefined,
        usableCores,
        judgedCores,
        conditions,
        references,
        computes: (series) => computes(experiment, series),
        missing,
        wantedBaseline: wanted,
        baseline,
        withoutTasks: workers.filter((count) => !counts.includes(count)),
      }),
    ],
  }
}

function computes({ workload }: Experiment, series: Series): boolean {
  if (isProbeSeries(series, workload.kind)) return false
  const kernel = variantKernel(series.id) || (workload.kind === 'kernel' ? workload.kernel : '')
  return findKernel(kernel)?.waits !== true
}

function conditionsOf(series: Series, counts: readonly number[], reference: boolean): readonly Condition[] {
  return (series.executor === 'serial' ? [1] : counts).map((workers) => ({ series, workers, reference }))
}

function withTimes({ workload, rounds }: Experiment, conditions: readonly Condition[]): readonly Condition[] {
  const timed = conditions.filter(({ series }) => !isSerial(series.id) && !isProbeSeries(series, workload.kind))
  return conditions.map((condition) => {
    if (!isSerial(condition.series.id)) return condition
    const others = timed.filter(({ series }) => serialOf(series.id) === condition.series.id)
    const times = serialTimes(others.length, rounds.max)
    return times === 1 ? condition : { ...condition, times }
  })
}

/** The tasks of one pass; with weak scaling they grow with the workers. */
export function tasksAt(plan: Pick<Plan, 'tasks' | 'scaling'>, workers: number): number {
  return plan.scaling === 'weak' ? plan.tasks * workers : plan.tasks
}

function hasTasksFor({ workload, scaling }: Experiment, workers: number): boolean {
  return scaling === 'weak' || workload.tasks === 'auto' || workload.tasks >= workers
}

/** The textbook speaks about CPython: if it is among several runtimes, all are compared with its lock. */
function wantedBaseline({ baseline }: Experiment, selected: readonly Series[]): Series | null {
  if (baseline === 'none') return null
  if (baseline !== 'auto') return findSeries(baseline) ?? null
  const runtimes = [...new Set(selected.map((series) => series.runtime))]
  const [only] = runtimes
  if (only === undefined) return null
  const runtime = runtimes.length === 1 ? only : runtimes.includes('cpython') ? 'cpython' : 'node'
  return findSeries(lockConstrainedSeries(runtime)) ?? null
}

/** Every runtime's serial series, which speedup is relative to, and the baseline, unless the experiment lists them. */
function referencesFor(selected: readonly Series[], baseline: Series | null): readonly Series[] {
  if (selected.length === 0) return []
  const measured = baseline === null ? selected : [...selected, baseline]
  const serials = measured.flatMap(({ id }) => findSeries(serialOf(id)) ?? [])
  const needed = baseline === null ? serials : [...serials, baseline]
  const listed = new Set(selected.map((series) => series.id))
  return [...new Map(needed.map((series) => [series.id, series])).values()].filter((series) => !listed.has(series.id))
}

const mostCommonTasks = 4096

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

/** The smallest number of tasks that every worker count divides evenly, so that no worker gets more than another. */
function tasksFor({ workload }: Experiment, conditions: readonly Condition[]): number {
  if (workload.tasks !== 'auto') return workload.tasks
  const counts = conditions.map((condition) => condition.workers)
  let common = 1
  for (const count of counts) {
    common = (common / gcd(common, count)) * count
    if (common > mostCommonTasks) return 50 * largestFixed(counts)
  }
  return common
}
