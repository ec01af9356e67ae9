import { InterpreterLock } from '../../worker/interpreter-lock.ts'
import { SafePoint } from '../../worker/safe-point.ts'
import { meet, type Meeting } from './meeting.ts'
import type { Part } from './part.ts'

/** A worker adds one to the shared counter in one of these ways. */
export const raceWays = ['read-call-write', 'plain', 'protected'] as const
export type RaceWay = (typeof raceWays)[number]

export interface RaceOrder extends Meeting {
  readonly worker: number
  readonly increments: number
  /** Shared memory of one cell. */
  readonly counter: Int32Array
  /** Null if there is no lock. */
  readonly lock: { readonly state: Int32Array; readonly intervalMs: number } | null
}

/** The number of increments between two safe points, in ways that have none within an increment. */
const blockLength = 1000

/** Runs a lap for each message, which names the way, and reports when it is done. */
export const racePart: Part = (input, channel) => {
  const { worker, increments, counter, lock, ...meeting } = input as RaceOrder
  const safePoint = new SafePoint(lock && new InterpreterLock(lock.state, worker, lock.intervalMs))
  let laps = 0
  channel.onMessage((way) => {
    laps++
    meet(meeting, laps)
    safePoint.enter()
    increment(way as RaceWay, { counter, increments, tick: safePoint.tick })
    safePoint.leave()
    channel.say('done')
  })
  channel.say('ready')
}

interface Increments extends Pick<RaceOrder, 'counter' | 'increments'> {
  readonly tick: () => void
}

function increment(way: RaceWay, order: Increments): void {
  switch (way) {
    case 'read-call-write':
      readCallWrite(order)
      return
    case 'plain':
      inBlocks(order, addPlainly)
      return
    case 'protected':
      inBlocks(order, addAtomically)
  }
}

/** The call is a safe point, as in CPython, at which a thread may have to give up its lock. */
function readCallWrite({ counter, increments, tick }: Increments): void {
  for (let i = 0; i < increments; i++) {
    const value = counter[0] ?? 0
    tick()
    counter[0] = value + 1
  }
}

function inBlocks({ counter, increments, tick }: Increments, add: (counter: Int32Array, times: number) => void): void {
  for (let left = increments; left > 0; left -= blockLength) {
    add(counter, Math.min(left, blockLength))
    tick()
  }
}

function addPlainly(counter: Int32Array, times: number): void {
  for (let i = 0; i < times; i++) counter[0] = (counter[0] ?? 0) + 1
}

function addAtomically(counter: Int32Array, times: number): void {
  for (let i = 0; i < times; i++) Atomics.add(counter, 0, 1)
}
