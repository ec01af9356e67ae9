import os from 'node:os'
import { conditionId } from '../../experiments/core/names/condition-name.ts'
import { isProbeSeries } from '../../experiments/core/names/series.ts'
import { tasksAt } from '../../experiments/core/plan/plan.ts'
import { tellingVariables } from '../../experiments/core/session/environment.ts'
import { sessionFormat, type SessionHeader } from '../../experiments/core/session/session.ts'
import { childEnvironment } from '../system/child-environment.ts'
import type { Programs } from '../system/programs.ts'
import { setAside } from '../system/set-aside.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import { failingProgram } from './failures-in-words.ts'
import { definitionHash } from './definition-hash.ts'
import type { Calibration } from './calibration.ts'
import { conditionKey } from './monitored-conditions.ts'
import type { SessionOptions } from './session-options.ts'

type Told = 'experiment' | 'request' | 'plan' | 'seed' | 'quick' | 'file' | 'files' | 'labVersion' | 'machine'

export interface HeaderOptions extends Pick<SessionOptions, Told> {
  readonly id: string
  readonly programs: Pick<Programs, 'build'>
  readonly runtimes: readonly Pick<InstalledRuntime, 'info'>[]
  readonly startedAt: Date
}

/** @returns the session's first record: all that it takes to understand the others, and to run it again */
export function sessionHeader(options: HeaderOptions, calibration: Calibration): SessionHeader {
  const {
    sizes: { '': size = 1, ...sizes },
    passes,
    conditionPasses,
    checksums,
  } = calibration
  const { id, startedAt, experiment, request, plan, seed, quick, file, files, labVersion, programs } = options
  const { machine, runtimes } = options
  const used = new Set(plan.conditions.map(({ series }) => series.runtime))
  const definition = JSON.stringify(experiment)
  return {
    record: 'header',
    format: sessionFormat,
    id,
    lab: labVersion,
    build: programs.build,
    startedAt: startedAt.toISOString(),
    experiment: {
      id: experiment.id,
      title: experiment.title,
      question: experiment.question,
      definition: JSON.parse(definition) as SessionHeader['experiment']['definition'],
      hash: definitionHash(experiment),
      file,
      ...(files.length === 0 ? {} : { files: [...files] }),
    },
    seed,
    quick,
    monitor: experiment.monitor,
    pin: plan.pin,
    scaling: plan.scaling,
    baseline: plan.baseline,
    conditions: plan.conditions.map((condition) => {
      const { series, workers, reference, times } = condition
      const own = conditionPasses[conditionKey(condition)]
      const fails = isProbeSeries(series, experiment.workload.kind) ? undefined : failingProgram(calibration, series.id)
      return {
        series: series.id,
        workers,
        reference,
        ...(own === undefined ? {} : { passes: own }),
        ...(fails === undefined ? {} : { fails }),
        ...(times === undefined ? {} : { times }),
      }
    }),
    rounds: plan.rounds,
    precision: experiment.precision,
    size,
    sizes,
    missing: [...plan.missing],
    tasks: tasksAt(plan, 1),
    passes: { ...passes },
    checksums: { ...checksums },
    request,
    machine,
    // Windows keeps none
    ...(process.platform === 'win32' ? {} : { loadAverage: os.loadavg()[0] ?? 0 }),
    environment: tellingVariables(childEnvironment(process.env, files.length === 0 ? 'built-in' : 'trusted')),
    setAside: [...setAside(process.env, [...used])],
    runtimes: runtimes.map(({ info }) => info).filter(({ runtime }) => used.has(runtime)),
  }
}

/** @returns what calibration found when the session began; its failures have been warned of */
export function calibrationOf({ size, sizes, passes, checksums = {}, conditions }: SessionHeader): Calibration {
  const conditionPasses = Object.fromEntries(
    conditions.flatMap((one) => (one.passes === undefined ? [] : [[conditionId(one), one.passes]])),
  )
  return { sizes: { '': size, ...sizes }, passes, conditionPasses, checksums, failures: [] }
}
