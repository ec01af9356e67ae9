import type { Experiment, WorkerCount } from './experiment.ts'
import { misfit, tooFewTasks } from './experiment-rules.ts'
import { findMonitorMode, monitorModes } from '../names/monitor-mode.ts'
import { resolveSeries } from './resolve-experiment.ts'
import { wholeExpected } from './schema-parts.ts'
import { seriesExpected } from './series-schema.ts'
import { findSeries } from '../names/series.ts'
import { alternatives, showValue } from '../text/show-value.ts'
import { largestFixed, parseWorkerCounts, workersExpected } from './worker-count.ts'

/** Changes that a person makes to an experiment for one run, without touching its file. */
export interface ExperimentOverrides {
  readonly series?: readonly string[] | undefined
  readonly workers?: readonly string[] | undefined
  readonly rounds?: number | undefined
  readonly laps?: number | undefined
  readonly budgetMs?: number | undefined
  readonly seed?: number | undefined
  readonly monitor?: string | undefined
  /** Two rounds, one warm-up lap, two laps; `rounds` and `laps` take precedence. */
  readonly quick?: boolean | undefined
  /** One long trial a condition, without warm-up: when do its laps become steady? */
  readonly steady?: boolean | undefined
}

export type OverriddenExperiment =
  | { readonly kind: 'ok'; readonly experiment: Experiment }
  | { readonly kind: 'refused'; readonly refusals: readonly OverrideRefusal[] }

/** What is wrong with one override: "got 0, expected a whole number from 1 to 1,000". */
export interface OverrideRefusal {
  readonly override: keyof ExperimentOverrides
  readonly message: string
}

function* monitorMessages(mode: string): Generator<string> {
  if (findMonitorMode(mode) === undefined) yield `got ${showTyped(mode)}, expected ${alternatives(monitorModes)}`
}

/** A plain word is shown as it was typed; anything else is quoted. */
function showTyped(typed: string): string {
  return /^[\w./-]+$/.test(typed) && typed.length <= 40 ? typed : showValue(typed)
}

function parseWorkers(entry: string): readonly WorkerCount[] | null {
  return parseWorkerCounts(/^\d{1,4}$/.test(entry) ? Number(entry) : entry)
}

function* seriesMessages(experiment: Experiment, ids: readonly string[]): Generator<string> {
  if (ids.length === 0) yield 'got nothing, expected at least one series'
  for (const id of ids) {
    const series = findSeries(id)
    const expected = series === undefined ? seriesExpected(id) : misfit(experiment.workload, series)
    if (expected !== null) yield `got ${showTyped(id)}, expected ${expected}`
  }
}

function* workersMessages(experiment: Experiment, entries: readonly string[]): Generator<string> {
  if (entries.length === 0) yield 'got nothing, expected at least one worker count'
  for (const entry of entries) {
    const counts = parseWorkers(entry)
    const { scaling, workload } = experiment
    if (counts === null) yield `got ${showTyped(entry)}, expected ${workersExpected}`
    else if (tooFewTasks(workload.tasks, scaling, largestFixed(counts))) {
      yield `got ${showTyped(entry)}, expected at most ${workload.tasks}, the tasks of the experiment`
    }
  }
}

function* numberMessages(value: number, min: number, max: number): Generator<string> {
  if (Number.isInteger(value) && value >= min && value <= max) return
  yield `got ${showValue(value)}, expected ${wholeExpected(min, max)}`
}

function refused<T>(
  override: keyof ExperimentOverrides,
  value: T | undefined,
  messagesFor: (value: T) => Iterable<string>,
): readonly OverrideRefusal[] {
  return value === undefined ? [] : [...messagesFor(value)].map((message) => ({ override, message }))
}

/** A trial of thirty laps takes so many times as long as one with its warm-up and two laps, at the most. */
const steadyTimes = 5

/** A trial of so many laps shows when it became steady. */
export const lapsOfSteady = 30

/** A quick run ends within a minute, calibration included, whatever the file asks for. */
export const quickBudgetMs = 50_000

/** The experiment with the overrides applied. A fixed baseline stays, even if its series is no longer selected. */
export function applyOverrides(experiment: Experiment, overrides: ExperimentOverrides): OverriddenExperiment {
  const { series, workers, rounds, laps, budgetMs, seed, monitor, quick = false, steady = false } = overrides
  const refusals = [
    ...refused('series', series, (ids) => seriesMessages(experiment, ids)),
    ...refused('workers', workers, (entries) => workersMessages(experiment, entries)),
    ...refused('monitor', monitor, monitorMessages),
    ...refused('rounds', rounds, (value) => numberMessages(value, 1, 1000)),
    ...refused('laps', laps, (value) => numberMessages(value, 1, 1000)),
    ...refused('budgetMs', budgetMs, (value) => numberMessages(value, 1000, 86_400_000)),
    ...refused('seed', seed, (value) => numberMessages(value, 0, 0xffff_ffff)),
  ]
  if (refusals.length > 0) return { kind: 'refused', refusals }
  const allRounds = rounds ?? (steady ? 1 : quick ? 2 : undefined)
  return {
    kind: 'ok',
    experiment: {
      ...experiment,
      series: series === undefined ? experiment.series : resolveSeries(series),
      workers: workers === undefined ? experiment.workers : workers.flatMap((entry) => parseWorkers(entry) ?? []),
      rounds: allRounds === undefined ? experiment.rounds : { min: allRounds, max: allRounds },
      monitor: findMonitorMode(monitor ?? '') ?? experiment.monitor,
      laps: laps ?? (steady ? lapsOfSteady : quick ? 2 : experiment.laps),
      warmup: steady ? 0 : quick ? 1 : experiment.warmup,
      timeoutMs: experiment.timeoutMs * (steady ? steadyTimes : 1),
      budgetMs:
        budgetMs ??
        (quick && rounds === undefined ? Math.min(quickBudgetMs, experiment.budgetMs) : experiment.budgetMs),
    },
  }
}
