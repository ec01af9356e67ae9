import type { ProbeName } from '../../../../experiments/core/names/probe-names.ts'
import type { Probe } from './crew/probe.ts'

/** Node has these probes. Each is loaded only when it runs, so that a trial does not start later because of the others. */
const probes: Readonly<Partial<Record<ProbeName, () => Promise<Probe>>>> = {
  isolation: async () => (await import('./isolation.ts')).isolation,
  'start-up': async () => (await import('./start-up.ts')).startUp,
  'lock-cores': async () => (await import('./lock-cores.ts')).lockCores,
  race: async () => (await import('./race.ts')).race,
  'refcount-model': async () => (await import('./refcount-model.ts')).refcountModel,
  footprint: async () => (await import('./footprint.ts')).footprint,
  interrupt: async () => (await import('./interrupt.ts')).interrupt,
  convoy: async () => (await import('./convoy.ts')).convoy,
  'message-passing': async () => (await import('./message-passing.ts')).messagePassing,
}

export async function findProbe(name: string): Promise<Probe | undefined> {
  return await Object.entries(probes).find(([known]) => known === name)?.[1]()
}
