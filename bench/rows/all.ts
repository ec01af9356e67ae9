import type { Bench } from '../core/bench.ts'
import { baseline } from './baseline.ts'
import { disturbance } from './disturbance.ts'
import { endurance } from './endurance.ts'
import { fidelity } from './fidelity.ts'
import { fidelityPython } from './fidelity-python.ts'
import { harness } from './harness.ts'
import { machines } from './machines.ts'
import { monitor } from './monitor.ts'
import { records } from './records.ts'
import { start } from './start.ts'
import { window } from './window.ts'

/** The rows stand in the order in which they run. */
export const benches: readonly Bench[] = [
  fidelity,
  harness,
  baseline,
  monitor,
  disturbance,
  start,
  records,
  window,
  fidelityPython,
  machines,
  endurance,
]
