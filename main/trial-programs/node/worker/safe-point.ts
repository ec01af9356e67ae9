import { nowUs } from '../../../system/clock.ts'
import { compiledApart } from './compiled-apart.ts'
import type { InterpreterLock } from './interpreter-lock.ts'

/** A worker whose clock jumps by more than this between two safe points was not running in between. */
const gapUs = 1000
/** The ring of spans has the same size in safe_point.py. */
export const spanCapacity = 4096

/**
 * Pairs of start and end in µs, the newest `spanCapacity` of them, in memory that is allocated before anything is
 * timed.
 */
export class Spans {
  readonly #cells = new Float64Array(spanCapacity * 2)
  #count = 0

  add(startUs: number, endUs: number): void {
    const at = (this.#count % spanCapacity) * 2
    this.#cells[at] = startUs
    this.#cells[at + 1] = endUs
    this.#count++
  }

  clear(): void {
    this.#count = 0
  }

  /** @returns the spans as a flat [s0, e0, s1, e1, …], oldest first */
  list(): number[] {
    const kept = Math.min(this.#count, spanCapacity)
    const flat: number[] = []
    for (let i = this.#count - kept; i < this.#count; i++) {
      const at = (i % spanCapacity) * 2
      flat.push(this.#cells[at] ?? 0, this.#cells[at + 1] ?? 0)
    }
    return flat
  }
}

/**
 * The body of `tick()`. It is the same for every executor (clock read, gap test, one flag load), so that it biases none of
 * them; without an interpreter lock the flag just never rises.
 */
export class SafePoint {
  readonly gaps = new Spans()
  readonly holds = new Spans()
  readonly #lock: InterpreterLock | null
  readonly #flag: { readonly dropRequested: boolean }
  #lastUs = 0
  #heldSinceUs = 0
  #blockingUs = 0
  #lockWaitUs = 0

  constructor(lock: InterpreterLock | null) {
    this.#lock = lock
    this.#flag = lock ?? { dropRequested: false }
  }

  /** The time in calls of `blocking`, in this lap; computing in native code counts, getting the lock back does not. */
  get blockingUs(): number {
    return this.#blockingUs
  }

  /** The time between asking for the lock and having it, in this lap; null if there is no lock. */
  get lockWaitUs(): number | null {
    return this.#lock === null ? null : this.#lockWaitUs
  }

  /** Begins a lap, after the start gate: takes the lock if there is one. */
  enter(): void {
    this.gaps.clear()
    this.holds.clear()
    this.#blockingUs = this.#lockWaitUs = 0
    this.#takeLock(nowUs())
  }

  leave(): void {
    if (this.#lock === null) return
    this.holds.add(this.#heldSinceUs, nowUs())
    this.#lock.drop()
  }

  readonly tick = compiledApart((): void => {
    const now = nowUs()
    if (now - this.#lastUs > gapUs) this.gaps.add(this.#lastUs, now)
    this.#lastUs = now
    if (this.#flag.dropRequested) this.#handOver(now)
  })

  readonly blocking = <T>(call: () => T): T => this.aside(call, this.#countBlocking)

  readonly #countBlocking = (tookUs: number): void => {
    this.#blockingUs += tookUs
  }

  /**
   * Runs a call without the lock, if there is one.
   * @param count receives how long it took, from the lock's release until before it is asked for again
   */
  aside<T>(call: () => T, count: (tookUs: number) => void): T {
    this.leave()
    const beganUs = nowUs()
    let result: T
    try {
      result = call()
    } catch (error) {
      this.#comeBack(beganUs, count)
      throw error
    }
    if (result instanceof Promise) {
      return result.finally(() => {
        this.#comeBack(beganUs, count)
      }) as T
    }
    this.#comeBack(beganUs, count)
    return result
  }

  #comeBack(beganUs: number, count: (tookUs: number) => void): void {
    const now = nowUs()
    count(now - beganUs)
    this.#takeLock(now)
  }

  #takeLock(since: number): void {
    this.#lastUs = this.#heldSinceUs = since
    if (this.#lock === null) return
    this.#lock.take()
    this.#lastUs = this.#heldSinceUs = nowUs()
    this.#lockWaitUs += this.#lastUs - since
  }

  #handOver(now: number): void {
    this.holds.add(this.#heldSinceUs, now)
    this.#lock?.drop()
    this.#lock?.take()
    const back = nowUs()
    this.#lockWaitUs += back - now
    if (back - now > gapUs) this.gaps.add(now, back)
    this.#lastUs = this.#heldSinceUs = back
  }
}
