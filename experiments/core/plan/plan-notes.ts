import { counted } from '../text/format-number.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { MonitorMode } from '../names/monitor-mode.ts'
import { hasThreadEach, type Series, type SeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import { enumeration } from '../text/show-value.ts'

export interface NotedPlan {
  readonly usableCores: number
  readonly judgedCores: number
  readonly monitor: MonitorMode
  /** Undefined if workers are not to be tied to cores, null if they are, else the reason why they cannot be. */
  readonly pinObstacle: string | null | undefined
  readonly conditions: readonly { readonly series: Series; readonly workers: number }[]
  readonly references: readonly Series[]
  /** Whether the laps of a series are timed and need cores: work that waits can share them. */
  readonly computes: (series: Series) => boolean
  readonly missing: readonly { readonly series: SeriesId; readonly why: string }[]
  /** Null if the experiment wants none. */
  readonly wantedBaseline: Series | null
  readonly baseline: Series | null
  /** Worker counts left out because there are fewer tasks. */
  readonly withoutTasks: readonly number[]
}

/** Everything that the plan does and the experiment does not say, one sentence each. */
export function planNotes(plan: NotedPlan): readonly string[] {
  return [
    ...missingNotes(plan),
    ...referenceNotes(plan),
    ...baselineNotes(plan),
    ...taskNotes(plan),
    ...coreNotes(plan),
    ...monitorNotes(plan),
    ...pinNotes(plan),
  ]
}

function* missingNotes({ missing }: NotedPlan): Generator<string> {
  for (const [why, those] of groupBy(missing, (one) => one.why)) {
    yield `Skipped: ${enumeration(those.map(({ series }) => seriesName(series)))}. ${why.charAt(0).toUpperCase()}${why.slice(1)}.`
  }
}

function* referenceNotes({ references, baseline }: NotedPlan): Generator<string> {
  for (const { id, executor } of references) {
    if (executor === 'serial') yield `${seriesName(id)} was added: speedup is measured against it.`
    else if (id === baseline?.id) yield `${seriesName(id)} was added: it is the baseline.`
  }
}

function* baselineNotes({ wantedBaseline, baseline }: NotedPlan): Generator<string> {
  if (wantedBaseline !== null && baseline === null) {
    yield `There is no baseline: ${seriesName(wantedBaseline.id)} cannot run here.`
  }
}

function* taskNotes({ withoutTasks }: NotedPlan): Generator<string> {
  if (withoutTasks.length > 0) yield `Left out: ${enumeration(withoutTasks)} workers, more than there are tasks.`
}

function* coreNotes({ conditions, computes, usableCores, judgedCores }: NotedPlan): Generator<string> {
  const crowded = conditions.filter(({ series }) => computes(series))
  const counts = [...new Set(crowded.map(({ workers }) => workers))].sort((a, b) => a - b)
  const over = counts.filter((workers) => workers > usableCores)
  const slower = counts.filter((workers) => workers > judgedCores && workers <= usableCores)
  if (slower.length > 0) {
    yield `Gains are judged up to ${counted(judgedCores, 'fast core')}: ${enumeration(slower)} workers are shown, and not all of them can have one.`
  }
  if (over.length > 0) yield `${enumeration(over)} workers have to share ${counted(usableCores, 'usable core')}.`
}

function* monitorNotes({ monitor }: NotedPlan): Generator<string> {
  if (monitor === 'pairs') {
    yield 'Each condition runs twice in a round, with the monitor off and on: the curves are those with it on.'
  }
  if (monitor === 'off') yield 'The monitor is off while trials run: only their memory is recorded, for its limit.'
}

function* pinNotes({ pinObstacle, conditions }: NotedPlan): Generator<string> {
  if (pinObstacle === undefined) return
  if (pinObstacle !== null) {
    yield `Workers are not tied to cores, although the file asks for it: ${pinObstacle}.`
    return
  }
  const loose = new Set(conditions.flatMap(({ series }) => (hasThreadEach(series) ? [] : series.id)))
  if (loose.size > 0)
    yield `${enumeration([...loose].map(seriesName))}: not tied to cores, since its workers are no threads of their own.`
}
