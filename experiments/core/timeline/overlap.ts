import type { Lanes } from './stretches.ts'

/**
 * The share of running time in which two workers of one process ran at once (docs/claims.md, "Overlap"): the part of the
 * time with any running worker in which two or more ran. Only the time in which at least two workers had begun and not
 * ended counts, since a single worker runs alone with or without a lock. Workers that take turns have an overlap of 0, and
 * workers side by side of 1, whatever their number.
 *
 * A wait for a core, like a wait for a lock, lowers the overlap and never raises it.
 * @returns null if no two workers were within the lap at the same time
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

/** Sweeps over bare numbers, which sort several times as fast as objects. */
function swept(starts: Float64Array, ends: Float64Array, begun: Float64Array, ended: Float64Array): number | null {
  const { length } = starts
  const workers = begun.length
  // how many of each are in the past
  let [started, stopped, came, went] = [0, 0, 0, 0]
  let [anyMs, severalMs] = [0, 0]
  let lastMs = begun[0] ?? 0
  while (went < workers) {
    // all stretches have begun when the last worker ends, and end at the latest then
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
