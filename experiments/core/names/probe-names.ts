/**
 * Probes are the built-in workloads without laps: they find facts (a pid, a yes or no, a list of latencies). Each is
 * main/trial-programs/node/probes/NAME.ts and main/trial-programs/python/lockstep_trial/probes/NAME.py (with underscores).
 */
export const probeNames = [
  'isolation',
  'start-up',
  'footprint',
  'message-passing',
  'own-lock',
  'lock-cores',
  'race',
  'refcount',
  'refcount-model',
  'interrupt',
  'convoy',
] as const
export type ProbeName = (typeof probeNames)[number]

export function isProbeName(name: string): name is ProbeName {
  return probeNames.some((known) => known === name)
}
