import type { LogicalCore } from '../session/machine.ts'
import type { SampleRecord } from '../session/sample.ts'
import type { Session, TrialRecord } from '../session/session.ts'
import { threadUses } from '../session/thread-use.ts'

/** The cores on which a condition's workers were busy at once, moment by moment. */
export interface BusyMoment {
  readonly cores: readonly LogicalCore[]
}

/** A thread that used at least this share of the time between two samples was busy all along. */
const busyFrom = 0.5
/** What a thread used that had rested is told at once, and says nothing of the moment. */
const busyUpTo = 1.2

/** What samples say of a trial: moments in which some of its threads were busy. */
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

/** Samples are in the order of time. */
function firstAfter(samples: readonly SampleRecord[], atMs: number): number {
  let [low, high] = [0, samples.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((samples[middle]?.atMs ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  return low
}
