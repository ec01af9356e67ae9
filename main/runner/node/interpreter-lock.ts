/**
 * A model of CPython's interpreter lock, after its documented algorithm (Python/ceval_gil.c, "Notes about the
 * implementation"): a waiter that has timed out after the switch interval without a switch in between asks the holder
 * to drop the lock; the holder does so at its next safe point and then waits until another thread has taken it.
 */
const locked = 0
const dropRequest = 1
const switches = 2
const lastHolder = 3
const cells = 4
const nobody = -1

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
      }
    }
    if (Atomics.load(state, lastHolder) !== this.#me) {
      Atomics.store(state, lastHolder, this.#me)
      Atomics.add(state, switches, 1)
    }
    Atomics.store(state, dropRequest, 0)
    Atomics.notify(state, switches)
  }

  /** Gives the lock up; where a waiter had asked for it, returns only after somebody else has had it. */
  drop(): void {
    const state = this.#state
    const seen = Atomics.load(state, switches)
    const forced = Atomics.load(state, dropRequest) !== 0
    Atomics.store(state, locked, 0)
    Atomics.notify(state, locked, 1)
    if (!forced) return
    while (Atomics.load(state, switches) === seen) {
      // bounded, in case the waiter that asked has ended meanwhile
      if (Atomics.wait(state, switches, seen, this.#intervalMs) === 'timed-out') return
    }
  }
}
