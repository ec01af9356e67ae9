import { InterpreterLock } from '../../worker/interpreter-lock.ts'
import { SafePoint } from '../../worker/safe-point.ts'
import type { Part } from './part.ts'

export interface ConvoyOrder {
  /** Its number among the threads that share the lock. */
  readonly thread: number
  /** Shared memory with the cells below. */
  readonly cells: Int32Array
  /** Null if there is no lock. */
  readonly lock: { readonly state: Int32Array; readonly intervalMs: number } | null
}

/** The cells hold the number of the newest request, that of the newest answer, and whether CPU-bound threads compute. */
export const askedCell = 0
export const answeredCell = 1
export const computeCell = 2
export const convoyCells = 3

function safePointOf({ lock, thread }: ConvoyOrder): SafePoint {
  return new SafePoint(lock && new InterpreterLock(lock.state, thread, lock.intervalMs))
}

/** The I/O-bound thread waits for requests without the lock, and needs it to answer. It is ended by force. */
export const echoPart: Part = (input, channel) => {
  const order = input as ConvoyOrder
  const { cells } = order
  const safePoint = safePointOf(order)
  channel.say('ready')
  safePoint.enter()
  for (;;) {
    const answered = cells[answeredCell] ?? 0
    safePoint.blocking(() => Atomics.wait(cells, askedCell, answered))
    Atomics.store(cells, answeredCell, Atomics.load(cells, askedCell))
    Atomics.notify(cells, answeredCell)
  }
}

/** A CPU-bound thread computes after each message, for as long as the cell says so. */
export const burnPart: Part = (input, channel) => {
  const order = input as ConvoyOrder
  const { cells } = order
  const safePoint = safePointOf(order)
  let number = 1
  channel.onMessage(() => {
    channel.say('begun')
    safePoint.enter()
    while (Atomics.load(cells, computeCell) === 1) {
      number = block(number)
      safePoint.tick()
    }
    safePoint.leave()
    channel.say(number)
  })
  channel.say('ready')
}

/** Works for some 20 µs. */
function block(number: number): number {
  for (let i = 0; i < 5000; i++) number = (Math.imul(number, 1103515245) + 12345) & 0x7fffffff
  return number
}
