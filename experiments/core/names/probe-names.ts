/**
 * Probes are the built-in workloads without laps: they find facts (a pid, a yes or no, a list of latencies). Each is
 * main/trial-programs/node/probes/NAME.ts and main/trial-programs/python/lockstep_trial/probes/NAME.py (with underscores).
 */
interface Probe {
  /** How much a trial does if the file says nothing; a probe without one does what its question takes. */
  readonly size?: number
}

const probes = {
  isolation: {},
  'start-up': {},
  footprint: {},
  'message-passing': {},
  'own-lock': {},
  'lock-cores': {},
  // increments of each worker: so many that two workers meet, also where the lock changes hands every 5 ms
  race: { size: 300_000 },
  refcount: { size: 200_000 },
  'refcount-model': { size: 200_000 },
  interrupt: {},
  convoy: {},
} as const satisfies Readonly<Record<string, Probe>>

export type ProbeName = keyof typeof probes

export const probeNames = Object.keys(probes) as readonly ProbeName[]

export function isProbeName(name: string): name is ProbeName {
  return Object.hasOwn(probes, name)
}

/** @returns the size at which a probe answers its question; null if it takes none */
export function probeSize(name: string): number | null {
  const probe: Probe = isProbeName(name) ? probes[name] : {}
  return probe.size ?? null
}
