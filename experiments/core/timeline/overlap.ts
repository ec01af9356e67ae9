import type { Lanes } from './stretches.ts'

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
  const { starts, ends } = edgesOf(lanes)
  const begun = inOrder(lanes.flatMap((lane) => lane[0]?.startMs ?? []))
  const ended = inOrder(lanes.flatMap((lane) => lane.at(-1)?.endMs ?? []))
  // how many of each lie behind
  let [started, stopped, came, went] = [0, 0, 0, 0]
  let [anyMs, severalMs, lastMs] = [0, 0, Number.NEGATIVE_INFINITY]
  while (went < ended.length) {
    const atMs = Math.min(next(starts, started), next(ends, stopped), next(begun, came), next(ended, went))
    if (!(atMs > lastMs)) break
    const running = started - stopped
    if (came - went >= 2 && running >= 1) {
      anyMs += atMs - lastMs
      if (running >= 2) severalMs += atMs - lastMs
    }
    started = behind(starts, started, atMs)
    stopped = behind(ends, stopped, atMs)
    came = behind(begun, came, atMs)
    went = behind(ended, went, atMs)
    lastMs = atMs
  }
  return anyMs > 0 ? severalMs / anyMs : null
}

/** As numbers alone, which are sorted several times as fast as what has a time in it. */
function edgesOf(lanes: Lanes): { readonly starts: Float64Array; readonly ends: Float64Array } {
  const count = lanes.reduce((sum, { length }) => sum + length, 0)
  const [starts, ends] = [new Float64Array(count), new Float64Array(count)]
  let at = 0
  for (const lane of lanes) {
    for (const { startMs, endMs } of lane) {
      starts[at] = startMs
      ends[at++] = endMs
    }
  }
  return { starts: starts.sort(), ends: ends.sort() }
}

function inOrder(times: readonly number[]): Float64Array {
  return new Float64Array(times).sort()
}

function next(times: Float64Array, at: number): number {
  return times[at] ?? Number.POSITIVE_INFINITY
}

function behind(times: Float64Array, from: number, atMs: number): number {
  let at = from
  while (at < times.length && next(times, at) <= atMs) at++
  return at
}
