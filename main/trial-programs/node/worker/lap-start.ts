import { nowUs } from '../../../system/clock.ts'

/**
 * Workers are woken this long before a lap starts, and stay awake for it: a core that slept needs a millisecond or two
 * until it is as fast as it can be, and longer if more of them wake at once. Laps of 80 ms on two cores took 4% longer.
 */
const awakeUs = 2000

/** A turn takes 10–30 µs, or more on a slow core: none begins so late that the lap could have to wait for its end. */
const roomUs = 100

/** Fewer turns than this say little: the worker was woken late, or had no core. */
const leastTurns = 20

/**
 * A turn divides a number of 30,000 bits, in code of V8's own: so it takes as long in the second lap as in
 * later ones. Turns that only read the clock became ten times as short while V8 compiled them.
 */
const [dividend, divisor] = [(1n << 30_000n) - 1n, (1n << 2000n) - 123n]

/** @returns when a lap starts whose workers are woken now, on the monotonic clock */
export function nextStartUs(): number {
  return nowUs() + awakeUs
}

/**
 * Returns at that time, or at once for a worker that was woken late.
 * @returns how long each turn of its loop took, in µs (lap_start.py does the same)
 */
export function stayAwakeUntil(us: number, now: () => number = nowUs): readonly number[] {
  const turnsUs: number[] = []
  let before = now()
  let neededUs = roomUs
  // the division is never even, and asked for: V8 cannot leave it out
  while (before + neededUs < us && dividend % divisor !== 0n) {
    const after = now()
    turnsUs.push(after - before)
    neededUs = Math.max(roomUs, 2 * (after - before))
    before = after
  }
  while (now() < us);
  return turnsUs
}

/**
 * The speed of the worker's core: turns in a ms. By the median, since a turn in which the worker lost its core took
 * longer, and of the later half: by then all workers are awake, and their cores as fast as they get.
 * @returns null if there were too few turns
 */
export function turnsPerMs(turnsUs: readonly number[]): number | null {
  if (turnsUs.length < leastTurns) return null
  const later = turnsUs.slice(turnsUs.length >> 1).sort((a, b) => a - b)
  return 1e3 / (later[later.length >> 1] ?? Number.NaN)
}
