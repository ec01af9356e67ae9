import type { LapRecord, LockRecord } from '../session/session.ts'
import type { Lanes } from '../timeline/stretches.ts'

/** How long workers stood still between their starts and ends, in ms, in the part of a lap that its timeline covers. */
export interface Stalls {
  /** The time in which they stood still while another worker ran, summed over workers. */
  readonly besideOthersMs: number
  /** The time in which they stood still while no worker ran, summed over workers. */
  readonly besideNobodyMs: number
  /** How long no worker ran, on the clock, so not summed over workers. */
  readonly nobodyMs: number
  /** How long workers were within that part, running or not, summed over workers. */
  readonly presentMs: number
}

interface Edge {
  readonly atMs: number
  readonly present: number
  readonly running: number
}

export function stallsOf(lock: LockRecord, lanes: Lanes, { workers, makespanMs }: LapRecord): Stalls {
  const [fromMs, toMs] = [lock.fromMs ?? 0, lock.toMs ?? makespanMs]
  const edges = lanes.flatMap((lane, index): Edge[] => {
    const worker = workers[index]
    if (worker === undefined) return []
    const [startMs, endMs] = [Math.max(worker.startMs, fromMs), Math.min(worker.endMs, toMs)]
    if (endMs <= startMs) return []
    return [
      { atMs: startMs, present: 1, running: 0 },
      { atMs: endMs, present: -1, running: 0 },
      ...lane.flatMap((stretch): Edge[] => {
        const [beganMs, endedMs] = [Math.max(stretch.startMs, startMs), Math.min(stretch.endMs, endMs)]
        if (endedMs <= beganMs) return []
        return [
          { atMs: beganMs, present: 0, running: 1 },
          { atMs: endedMs, present: 0, running: -1 },
        ]
      }),
    ]
  })
  let [present, running, lastMs] = [0, 0, 0]
  let [besideOthersMs, besideNobodyMs, nobodyMs, presentMs] = [0, 0, 0, 0]
  for (const edge of edges.sort((a, b) => a.atMs - b.atMs)) {
    const passedMs = edge.atMs - lastMs
    const stillMs = Math.max(0, present - running) * passedMs
    if (running > 0) besideOthersMs += stillMs
    else {
      besideNobodyMs += stillMs
      if (present > 0) nobodyMs += passedMs
    }
    presentMs += present * passedMs
    present += edge.present
    running += edge.running
    lastMs = edge.atMs
  }
  return { besideOthersMs, besideNobodyMs, nobodyMs, presentMs }
}
