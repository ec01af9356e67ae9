import type { Lanes } from './stretches.ts'

interface Edge {
  readonly atMs: number
  /** By how many more, or fewer, workers run from here on, and are within the lap. */
  readonly running: number
  readonly present: number
}

/**
 * The share of running time in which two workers of one process ran at once (claims.md, "Overlap"): of the time in which
 * any worker ran, the part in which two or more did. Counted is only the time in which at least two workers had begun
 * and not ended: before and after it one could not but run alone, whatever the lock. Taking turns is 0, and side by side
 * is 1, at any number of workers.
 *
 * Waiting for a core, like waiting for a lock, takes away from it and never adds to it.
 * @returns null where no two workers were within the lap at one time
 */
export function overlapShare(lanes: Lanes): number | null {
  let [running, present, anyMs, severalMs, lastMs] = [0, 0, 0, 0, 0]
  for (const edge of lanes.flatMap(edgesOf).sort((a, b) => a.atMs - b.atMs)) {
    const passedMs = edge.atMs - lastMs
    if (present >= 2 && running >= 1) anyMs += passedMs
    if (present >= 2 && running >= 2) severalMs += passedMs
    running += edge.running
    present += edge.present
    lastMs = edge.atMs
  }
  return anyMs > 0 ? severalMs / anyMs : null
}

function edgesOf(lane: Lanes[number]): readonly Edge[] {
  const [first, last] = [lane[0], lane.at(-1)]
  if (first === undefined || last === undefined) return []
  return [
    { atMs: first.startMs, running: 0, present: 1 },
    ...lane.flatMap(({ startMs, endMs }): Edge[] => [
      { atMs: startMs, running: 1, present: 0 },
      { atMs: endMs, running: -1, present: 0 },
    ]),
    { atMs: last.endMs, running: 0, present: -1 },
  ]
}
