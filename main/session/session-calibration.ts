import { isProbeSeries } from '../../experiments/core/names/series.ts'
import { tasksAt } from '../../experiments/core/plan/plan.ts'
import { calibrate, fullPace, quickPace, type Calibration, type CalibrationJob } from './calibration.ts'
import { conditionRequest } from './condition-request.ts'
import type { SessionOptions } from './session-options.ts'

/** Calibrates a session by the serial conditions of its plan. */
export async function calibrateSession(options: SessionOptions, run: CalibrationJob['run']): Promise<Calibration> {
  const { experiment, plan, machine, quick } = options
  const serials = plan.conditions.filter(
    ({ series }) => series.executor === 'serial' && !isProbeSeries(series, experiment.workload.kind),
  )
  const { size } = experiment.workload
  const once = { sizes: size === 'auto' ? {} : { '': size }, passes: {} }
  const calibration = await calibrate({
    requests: serials.map((serial) => ({
      ...conditionRequest(options, serial, tasksAt(plan, 1), once),
      // warmed up, two laps agree: there is nothing that a third one would add
      ...(quick ? { warmup: 1, laps: 1 } : { warmup: 'auto' as const, laps: 0 }),
    })),
    chooseSize: size === 'auto',
    workers: plan.scaling === 'weak' ? 1 : Math.max(...plan.conditions.map((condition) => condition.workers)),
    usableCores: machine.usableCores,
    pace: quick ? quickPace : fullPace,
    run,
  })
  // a probe has no serial work to calibrate by: the size that the file gives holds
  return { ...calibration, sizes: { ...once.sizes, ...calibration.sizes } }
}
