import { nowUs } from '../../../system/clock.ts'

/**
 * So long before a lap starts its workers are woken, and stay awake for it: a core that slept needs a millisecond or two
 * until it is as fast as it can be, the longer the more of them wake at once. Laps of 80 ms on two cores took 4% longer.
 */
const awakeUs = 2000

/** When a lap starts whose workers are woken now, on the monotonic clock. */
export function nextStartUs(): number {
  return nowUs() + awakeUs
}

/** A worker that was woken late does not wait. */
export function stayAwakeUntil(us: number): void {
  while (nowUs() < us);
}
