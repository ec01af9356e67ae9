import { counted, formatNumber, formatShare } from '../text/format-number.ts'
import { oneLine } from '../text/show-value.ts'
import type { Machine } from './machine.ts'
import type { SessionHeader, TrialRecord } from './session.ts'
import type { TrialLoad } from './trial-load.ts'

/** Other programs and the hypervisor disturb a trial where they take more than this share of all cores. */
const mostOtherShare = 0.1
/** Or where they take more than this of one core, and each worker needs one: a lap ends with its slowest worker. */
export const leastOtherCores = 0.2
/** Or where a worker waited for a core for more than this share of its lap, and they took as much. */
export const mostCoreWait = 0.1

export interface Disturbance {
  /** The CPU time that other programs and the hypervisor took, in cores. */
  readonly cores: number
  /** The cores that the lab may run on. */
  readonly usableCores: number
  /** The program that used most; null if it was the hypervisor, or is unknown. */
  readonly culprit: TrialLoad['culprits'][number] | null
  /** Who used most of it where no program is named. */
  readonly by: 'programs' | 'unseen programs' | 'the hypervisor'
  /** The share of its lap in which the worker that waited longest had no core; null if that is not known, or not much. */
  readonly coreWait: number | null
}

/** @returns null if the trial had the machine to itself, or the system does not report the load */
export function disturbanceOf({ load, workers }: TrialRecord, { machine }: SessionHeader): Disturbance | null {
  if (load === undefined) return null
  const usableCores = allowedCores(machine)
  const stolen = load.stolenCores ?? 0
  const cores = load.otherCores + stolen
  const waited = workers <= machine.usableCores && Math.min(load.coreWait ?? 0, cores) > mostCoreWait
  if (cores <= mostCores(workers, usableCores) && !waited) return null
  // it is counted from report to report, which is a little more than the lap
  const coreWait = waited ? Math.min(1, load.coreWait ?? 0) : null
  const [busiest = null] = load.culprits
  const unseen = load.otherCores - load.culprits.reduce((sum, one) => sum + one.cores, 0)
  const most = Math.max(busiest?.cores ?? 0, unseen, stolen)
  const by = stolen === most ? 'the hypervisor' : unseen === most ? 'unseen programs' : 'programs'
  return { cores, usableCores, culprit: by === 'programs' ? busiest : null, by, coreWait }
}

/**
 * What others may take of the cores without being in the way. Beside fewer workers than cores they have the free ones: as
 * soon as less than four fifths of a core would stay free, somebody waits, or runs beside somebody on one core.
 */
function mostCores(workers: number, cores: number): number {
  return Math.min(mostOtherShare * cores, Math.max(leastOtherCores, cores - workers - (1 - leastOtherCores)))
}

/** A quota takes time from the lab and no cores: others still have the rest of them to run on. */
function allowedCores({ topology, quotaCores, cores, usableCores }: Machine): number {
  const allowed = topology?.filter((core) => core.allowed).length
  return allowed ?? (quotaCores === undefined ? usableCores : cores)
}

/** "other programs used 0.98 of 2 cores, most of it yes". */
export function disturbanceText({ cores, usableCores, culprit, by, coreWait }: Disturbance): string {
  const waited = coreWait === null ? '' : `, and a worker had no core for ${formatShare(coreWait)} of its lap`
  const amount = `${formatNumber(cores)} of ${counted(usableCores, 'core')}`
  if (culprit !== null) return `other programs used ${amount}, most of it ${culpritText(culprit)}${waited}`
  const who =
    by === 'unseen programs' ? 'programs that cannot be seen from here' : 'other machines on the same hardware'
  return `other programs, or ${who}, used ${amount}${waited}`
}

/** A program chooses its own name, so the name is made fit for one line. */
export function culpritText({ name }: TrialLoad['culprits'][number]): string {
  return oneLine(name)
}
