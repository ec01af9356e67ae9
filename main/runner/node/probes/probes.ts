import type { ProbeName } from '../../../../experiments/core/probe-names.ts'
import { footprint } from './footprint.ts'
import { interrupt } from './interrupt.ts'
import { convoy } from './convoy.ts'
import { isolation } from './isolation.ts'
import { lockCores } from './lock-cores.ts'
import { messagePassing } from './message-passing.ts'
import type { Probe } from './probe.ts'
import { race } from './race.ts'
import { refcountModel } from './refcount-model.ts'
import { startUp } from './start-up.ts'

/** Those that Node has; see experiments/core/probe-names.ts. */
const probes: Readonly<Partial<Record<ProbeName, Probe>>> = {
  isolation,
  'start-up': startUp,
  'lock-cores': lockCores,
  race,
  'refcount-model': refcountModel,
  footprint,
  interrupt,
  convoy,
  'message-passing': messagePassing,
}

export function findProbe(name: string): Probe | undefined {
  return Object.entries(probes).find(([known]) => known === name)?.[1]
}
