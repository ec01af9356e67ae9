import type { SafePoint } from './safe-point.ts'

/** Sends bytes to the trial's coordinating program and blocks until it has sent them back. */
export type RoundTrip = (bytes: Uint8Array) => Uint8Array

/** A worker's messages: sends what a task gives, and measures what of the lap that took. */
export class Exchange {
  readonly #roundTrip: RoundTrip
  readonly #safePoint: SafePoint
  readonly #cpuUs: () => number
  #tookUs = 0
  #cpuTookUs = 0

  constructor(roundTrip: RoundTrip, safePoint: SafePoint, cpuUs: () => number) {
    this.#roundTrip = roundTrip
    this.#safePoint = safePoint
    this.#cpuUs = cpuUs
  }

  /** The time from the first byte sent to the last one back, in this lap; getting the lock again does not count. */
  get tookUs(): number {
    return this.#tookUs
  }

  /** The worker's CPU time in messages: it copies its own half. */
  get cpuTookUs(): number {
    return this.#cpuTookUs
  }

  /** Begins a lap. */
  clear(): void {
    this.#tookUs = this.#cpuTookUs = 0
  }

  readonly exchange = (bytes: Uint8Array): Uint8Array => {
    const cpuBeforeUs = this.#cpuUs()
    try {
      return this.#safePoint.aside(() => this.#roundTrip(bytes), this.#count)
    } finally {
      this.#cpuTookUs += this.#cpuUs() - cpuBeforeUs
    }
  }

  readonly #count = (tookUs: number): void => {
    this.#tookUs += tookUs
  }
}

/**
 * A message is a reference that is handed over, where the coordinating program runs in the worker's own thread, and in
 * `serial`: speedup asks what workers gain over doing the work alone, and who works alone sends nothing.
 */
export const handOver: RoundTrip = (bytes) => bytes
