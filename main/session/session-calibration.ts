import { calibrationKey, isProbeSeries } from '../../experiments/core/names/series.ts'
import { tasksAt, type Condition } from '../../experiments/core/plan/plan.ts'
import { calibrate, fullPace, quickPace, type Calibration, type CalibrationJob } from './calibration.ts'
import { passesOfConditions } from './condition-passes.ts'
import { conditionRequest } from './condition-request.ts'
import { conditionKey } from './monitored-conditions.ts'
import type { SessionOptions } from './session-options.ts'

/** Calibrates a session: sizes by the serial conditions of its plan, passes by all that time laps. */
export async function calibrateSession(
  options: Pick<SessionOptions, 'experiment' | 'plan' | 'machine' | 'seed' | 'quick' | 'files'>,
  run: CalibrationJob['run'],
): Promise<Calibration> {
  const { experiment, plan, quick } = options
  const timed = plan.conditions.filter(({ series }) => !isProbeSeries(series, experiment.workload.kind))
  const { size } = experiment.workload
  const once = { sizes: size === 'auto' ? {} : { '': size }, passes: {}, conditionPasses: {} }
  const requestOf = (condition: Condition, sizes: Calibration['sizes']) => ({
    ...conditionRequest(options, condition, tasksAt(plan, condition.workers), { ...once, sizes }),
    // warmed up, two laps agree: there is nothing that a third one would add
    ...(quick ? { warmup: 1, laps: 1 } : { warmup: 'auto' as const, laps: 0 }),
  })
  const pace = quick ? quickPace : fullPace
  const calibration = await calibrate({
    requests: timed
      .filter(({ series }) => series.executor === 'serial')
      .map((condition) => requestOf(condition, once.sizes)),
    chooseSize: size === 'auto',
    pace,
    run,
  })
  // a probe has no serial work to calibrate by: the size that the file gives holds
  const sizes = { ...once.sizes, ...calibration.sizes }
  const failed = new Set(calibration.failures.map(({ key }) => key))
  const others = timed.filter(
    ({ series: { executor, id } }) => executor !== 'serial' && !failed.has(calibrationKey(id)),
  )
  const requests = new Map(others.map((condition) => [conditionKey(condition), requestOf(condition, sizes)]))
  const conditionPasses = await passesOfConditions({ requests, serialPasses: calibration.passes, pace, run })
  return { ...calibration, sizes, conditionPasses }
}
