import { InterpreterLock } from '../../worker/interpreter-lock.ts'
import { SafePoint } from '../../worker/safe-point.ts'
import { meet, type Meeting } from './meeting.ts'
import type { Part } from './part.ts'

/** A worker changes a count by a load, an addition and a store, or in one atomic step. */
export const refcountWays = ['unprotected', 'atomic'] as const
export type RefcountWay = (typeof refcountWays)[number]

export interface RefcountOrder extends Meeting {
  readonly worker: number
  readonly steps: number
  readonly pool: RefcountPool
  readonly lock: { readonly state: Int32Array; readonly intervalMs: number } | null
}

/** All arrays are shared memory with one cell for each object. */
export interface RefcountPool {
  readonly counts: Int32Array
  /** A cell is 1 if its object was freed. */
  readonly freed: Uint8Array
}

export interface RefcountLap {
  readonly way: RefcountWay
  readonly seed: number
}

const variableCount = 128
/** The steps between two safe points take as long as a block of a kernel. */
const blockLength = 1000
const nothing = -1

/** Runs a lap for each message, and reports when it is done. */
export const refcountPart: Part = (input, channel) => {
  const { worker, steps, pool, lock, ...meeting } = input as RefcountOrder
  const safePoint = new SafePoint(lock && new InterpreterLock(lock.state, worker, lock.intervalMs))
  let laps = 0
  channel.onMessage((message) => {
    const { way, seed } = message as RefcountLap
    const worker = new Variables(pool, way === 'atomic' ? atomically : plainly, seed)
    laps++
    meet(meeting, laps)
    safePoint.enter()
    for (let left = steps; left > 0; left -= blockLength) {
      worker.assign(Math.min(left, blockLength))
      safePoint.tick()
    }
    worker.clear()
    safePoint.leave()
    channel.say('done')
  })
  channel.say('ready')
}

interface Counting {
  /** @returns the count that it left */
  add(counts: Int32Array, object: number, change: number): number
}

const plainly: Counting = {
  add: (counts, object, change) => {
    const count = (counts[object] ?? 0) + change
    counts[object] = count
    return count
  },
}

const atomically: Counting = {
  add: (counts, object, change) => Atomics.add(counts, object, change) + change,
}

class Variables {
  readonly #objects = new Int32Array(variableCount).fill(nothing)
  readonly #pool: RefcountPool
  readonly #counting: Counting
  #random: number

  constructor(pool: RefcountPool, counting: Counting, seed: number) {
    this.#pool = pool
    this.#counting = counting
    this.#random = seed
  }

  /** Makes random variables refer to random objects, one after the other. */
  assign(steps: number): void {
    const { counts } = this.#pool
    for (let step = 0; step < steps; step++) {
      this.#random = (Math.imul(this.#random, 1103515245) + 12345) & 0x7fffffff
      this.#set((this.#random >> 4) % variableCount, (this.#random >> 12) % counts.length)
    }
  }

  clear(): void {
    for (let variable = 0; variable < variableCount; variable++) this.#set(variable, nothing)
  }

  #set(variable: number, to: number): void {
    const { counts, freed } = this.#pool
    const from = this.#objects[variable] ?? nothing
    if (from !== nothing && freed[from] === 0 && this.#counting.add(counts, from, -1) === 0) freed[from] = 1
    if (to !== nothing && freed[to] === 0) this.#counting.add(counts, to, 1)
    this.#objects[variable] = to
  }
}
