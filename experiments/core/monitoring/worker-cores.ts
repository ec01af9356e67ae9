import type { LogicalCore } from '../session/machine.ts'
import type { SampleRecord } from '../session/sample.ts'
import type { Session, TrialRecord } from '../session/session.ts'
import { threadUses } from '../session/thread-use.ts'

/** The cores on which a trial's workers were busy at the same moment. */
export interface BusyMoment {
  readonly cores: readonly LogicalCore[]
}

/** A thread was busy between two samples if it used at least this share of the time. */
const busyFrom = 0.5
/** After a rest a thread's CPU time is reported in one piece, which says nothing about the moment. */
const busyUpTo = 1.2

/** The moments of a trial in which some of its threads were busy, as the samples show them. */
export function busyMoments(session: Session, { startedAtMs, endedAtMs }: TrialRecord): readonly BusyMoment[] {
  const known = new Map(session.header.machine.topology?.map((core) => [core.cpu, core]))
  const { samples } = session
  const moments: BusyMoment[] = []
  for (let at = firstAfter(samples, startedAtMs); at < samples.length; at++) {
    const [before, sample] = [samples[at - 1], samples[at]]
    if (sample === undefined || sample.atMs > endedAtMs) break
    if (before === undefined) continue
    const elapsedMs = sample.atMs - before.atMs
    const cores = threadUses(sample)
      .filter(({ cpuMs }) => cpuMs >= busyFrom * elapsedMs && cpuMs <= busyUpTo * elapsedMs)
      .flatMap(({ core }) => known.get(core) ?? [])
    if (cores.length > 0) moments.push({ cores })
  }
  return moments
}

/** The index of the first sample at or after `atMs`, found by bisection. */
function firstAfter(samples: readonly SampleRecord[], atMs: number): number {
  let [low, high] = [0, samples.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((samples[middle]?.atMs ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  return low
}
