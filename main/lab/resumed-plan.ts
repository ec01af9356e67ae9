import { isDeepStrictEqual } from 'node:util'
import { conditionName } from '../../experiments/core/names/condition-name.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Condition, Plan } from '../../experiments/core/plan/plan.ts'
import { trialsOfRound } from '../../experiments/core/plan/turns.ts'
import type { SessionHeader } from '../../experiments/core/session/session.ts'
import type { RuntimeInfo } from '../../experiments/core/session/runtime-info.ts'
import { commandText } from '../runtimes/discovery/command-line.ts'
import { measuresTheSame } from '../session/definition-hash.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'

interface RunnableNow {
  readonly experiment: Experiment
  readonly plan: Plan
  readonly runtimes: readonly InstalledRuntime[]
}

/** @returns what is no longer as it was when the session began, and would make its trials incomparable; a phrase each */
export function changedSince(header: SessionHeader, now: RunnableNow, version: string): readonly string[] {
  return [
    ...header.runtimes.flatMap((used) => runtimeDifference(used, now.runtimes)),
    ...codeDifference(header, now.experiment, version),
    ...planDifferences(header, now.plan),
  ]
}

/** @returns the plan of the session's header, which counts even if one made today would have more conditions */
export function plannedBefore(header: SessionHeader, now: Plan, rounds: Plan['rounds']): Plan {
  const { baseline, scaling, tasks, missing, pin = false, monitor = 'on' } = header
  const conditions = header.conditions.flatMap((one) => {
    const condition = conditionIn(now, one)
    return condition === undefined ? [] : [{ ...condition, times: one.times }]
  })
  const perRound = trialsOfRound(conditions, monitor)
  const trials = { min: perRound * rounds.min, max: perRound * rounds.max }
  return { conditions, baseline, scaling, pin, rounds, trials, tasks, missing, notes: [] }
}

function runtimeDifference(used: RuntimeInfo, now: readonly InstalledRuntime[]): readonly string[] {
  const found = now.find(({ info }) => info.runtime === used.runtime)?.info
  const name = runtimeName(used.runtime)
  const isSame = found?.version === used.version && commandText(found.command) === commandText(used.command)
  if (isSame && used.build !== undefined && !isDeepStrictEqual(found.build, used.build)) {
    return [`${name} ${used.version} (${commandText(used.command)}) has been built anew, otherwise than it was`]
  }
  if (isSame) return []
  const then = `${name} was ${used.version} (${commandText(used.command)})`
  const is = found === undefined ? 'is not found' : `is ${found.version} (${commandText(found.command)})`
  const remedy = used.runtime === 'node' ? '' : `; name it with --runtime ${used.runtime}=${commandText(used.command)}`
  return [`${then}, and ${is} now${remedy}`]
}

function codeDifference(header: SessionHeader, experiment: Experiment, version: string): readonly string[] {
  if (measuresTheSame(header.experiment, experiment)) return []
  const what = header.experiment.file ?? `the built-in experiment ${header.experiment.id}`
  const lab = header.lab === version ? '' : ` (it was begun by Lockstep ${header.lab}; this is ${version})`
  return [`${what} is not what it was when the session began${lab}`]
}

function planDifferences(header: SessionHeader, now: Plan): readonly string[] {
  const gone = header.conditions.filter((one) => conditionIn(now, one) === undefined)
  return [
    ...gone.map((one) => `${conditionName(one)} cannot run here any more`),
    ...(header.pin === undefined || header.pin === now.pin
      ? []
      : ['workers were tied to cores then or are now, not both']),
  ]
}

function conditionIn(
  { conditions }: Plan,
  { series, workers }: SessionHeader['conditions'][number],
): Condition | undefined {
  return conditions.find((one) => one.series.id === series && one.workers === workers)
}
