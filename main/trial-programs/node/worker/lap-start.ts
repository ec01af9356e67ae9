import { nowUs } from '../../../system/clock.ts'

/**
 * Workers are woken this long before a lap starts, and stay awake for it: a core that slept needs a millisecond or two
 * until it is as fast as it can be, and longer if more of them wake at once. Laps of 80 ms on two cores took 4% longer.
 */
const awakeUs = 2000

/** @returns when a lap starts whose workers are woken now, on the monotonic clock */
export function nextStartUs(): number {
  return nowUs() + awakeUs
}

/** Returns at that time, or at once for a worker that was woken late. */
export function stayAwakeUntil(us: number): void {
  while (nowUs() < us);
}
