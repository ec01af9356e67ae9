import { nowUs } from '../../../system/clock.ts'

/**
 * A model of CPython's interpreter lock, after its documented algorithm (Python/ceval_gil.c, "Notes about the
 * implementation"): a waiter that has timed out after the switch interval without a switch in between asks the holder
 * to drop the lock; the holder does so at its next safe point and then waits until another thread has taken it.
 */
const locked = 0
const dropRequest = 1
const switches = 2
const lastHolder = 3
const onTheSpot = 4
const cells = 5
const nobody = -1

/**
 * Safe points are 20–50 µs apart, so a thread that has asked for the lock is about to get it: it stays awake for that,
 * since waking a thread takes longer (hundreds of µs on a virtual machine whose core has gone idle) and nobody would
 * compute meanwhile. After this long the safe points must be farther apart, and it sleeps.
 */
const awakeUs = 300

export function createLockState(): Int32Array {
  const state = new Int32Array(new SharedArrayBuffer(cells * Int32Array.BYTES_PER_ELEMENT))
  state[lastHolder] = nobody
  return state
}

export class InterpreterLock {
  readonly #state: Int32Array
  readonly #me: number
  readonly #intervalMs: number

  constructor(state: Int32Array, me: number, intervalMs: number) {
    this.#state = state
    this.#me = me
    this.#intervalMs = intervalMs
  }

  /** True when a waiter has asked for the lock; read at every safe point, so it is a plain load. */
  get dropRequested(): boolean {
    return this.#state[dropRequest] !== 0
  }

  take(): void {
    const state = this.#state
    while (Atomics.compareExchange(state, locked, 0, 1) !== 0) {
      const seen = Atomics.load(state, switches)
      const woken = Atomics.wait(state, locked, 1, this.#intervalMs)
      if (woken === 'timed-out' && Atomics.load(state, locked) === 1 && Atomics.load(state, switches) === seen) {
        Atomics.store(state, dropRequest, 1)
        Atomics.add(state, onTheSpot, 1)
        stayAwakeWhile(() => Atomics.load(state, locked) === 1 && Atomics.load(state, switches) === seen)
        Atomics.sub(state, onTheSpot, 1)
      }
    }
    if (Atomics.load(state, lastHolder) !== this.#me) {
      Atomics.store(state, lastHolder, this.#me)
      Atomics.add(state, switches, 1)
    }
    Atomics.store(state, dropRequest, 0)
    Atomics.notify(state, switches)
  }

  /** Gives the lock up; if a waiter had asked for it, returns only after another thread has had it. */
  drop(): void {
    const state = this.#state
    const seen = Atomics.load(state, switches)
    const forced = Atomics.load(state, dropRequest) !== 0
    Atomics.store(state, locked, 0)
    // a waiter that is awake sees it by itself; had it just gone to sleep instead, it would have found the lock free
    if (Atomics.load(state, onTheSpot) === 0) Atomics.notify(state, locked, 1)
    if (!forced) return
    stayAwakeWhile(() => Atomics.load(state, switches) === seen)
    while (Atomics.load(state, switches) === seen) {
      // bounded, in case the waiter that asked has ended meanwhile
      if (Atomics.wait(state, switches, seen, this.#intervalMs) === 'timed-out') return
    }
  }
}

/** Returns when the condition no longer holds, or after `awakeUs`. */
function stayAwakeWhile(isSo: () => boolean): void {
  const untilUs = nowUs() + awakeUs
  while (isSo() && nowUs() < untilUs);
}
