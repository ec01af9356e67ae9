import type { Lanes } from './stretches.ts'

/**
 * The share of running time in which two workers of one process ran at once (docs/claims.md, "Overlap"): of the time in which
 * any worker ran, the part in which two or more did. Counted is only the time in which at least two workers had begun
 * and not ended: before and after it one could not but run alone, whatever the lock. Taking turns is 0, and side by side
 * is 1, at any number of workers.
 *
 * Waiting for a core, like waiting for a lock, takes away from it and never adds to it.
 * @returns null where no two workers were within the lap at one time
 */
export function overlapShare(lanes: Lanes): number | null {
  const count = lanes.reduce((sum, { length }) => sum + length, 0)
  const [starts, ends] = [new Float64Array(count), new Float64Array(count)]
  const [begun, ended] = [new Float64Array(lanes.length), new Float64Array(lanes.length)]
  let at = 0
  let busy = 0
  for (const lane of lanes) {
    if (lane.length === 0) continue
    begun[busy] = lane[0]?.startMs ?? 0
    ended[busy++] = lane.at(-1)?.endMs ?? 0
    for (const { startMs, endMs } of lane) {
      starts[at] = startMs
      ends[at++] = endMs
    }
  }
  return swept(starts.sort(), ends.sort(), begun.subarray(0, busy).sort(), ended.subarray(0, busy).sort())
}

/** Numbers alone, which are sorted several times as fast as what has a time in it. */
function swept(starts: Float64Array, ends: Float64Array, begun: Float64Array, ended: Float64Array): number | null {
  const { length } = starts
  const workers = begun.length
  // how many of each lie behind
  let [started, stopped, came, went] = [0, 0, 0, 0]
  let [anyMs, severalMs] = [0, 0]
  let lastMs = begun[0] ?? 0
  while (went < workers) {
    // by the end of the last worker all stretches have begun: what is to come ends there at the latest
    let atMs = ended[went] ?? 0
    const startMs = starts[started] ?? atMs
    const endMs = ends[stopped] ?? atMs
    const comeMs = begun[came] ?? atMs
    if (startMs < atMs) atMs = startMs
    if (endMs < atMs) atMs = endMs
    if (comeMs < atMs) atMs = comeMs
    const running = started - stopped
    if (came - went >= 2 && running >= 1) {
      anyMs += atMs - lastMs
      if (running >= 2) severalMs += atMs - lastMs
    }
    while (started < length && (starts[started] ?? 0) <= atMs) started++
    while (stopped < length && (ends[stopped] ?? 0) <= atMs) stopped++
    while (came < workers && (begun[came] ?? 0) <= atMs) came++
    while (went < workers && (ended[went] ?? 0) <= atMs) went++
    lastMs = atMs
  }
  return anyMs > 0 ? severalMs / anyMs : null
}
