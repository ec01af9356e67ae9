import { InterpreterLock } from '../../worker/interpreter-lock.ts'
import { SafePoint } from '../../worker/safe-point.ts'
import type { Part } from './part.ts'

export interface ConvoyOrder {
  /** Of the threads that share the lock. */
  readonly thread: number
  /** One cell each; see below. */
  readonly cells: Int32Array
  /** Null where nothing holds the threads back. */
  readonly lock: { readonly state: Int32Array; readonly intervalMs: number } | null
}

/** The number of the newest request; of the newest that was answered; whether CPU-bound threads are to compute. */
export const askedCell = 0
export const answeredCell = 1
export const computeCell = 2
export const convoyCells = 3

function safePointOf({ lock, thread }: ConvoyOrder): SafePoint {
  return new SafePoint(lock && new InterpreterLock(lock.state, thread, lock.intervalMs))
}

/** The I/O-bound thread: waits for requests without the lock, and needs it to answer. It is ended by force. */
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

/** A CPU-bound thread: computes each time that it is told to, for as long as the cell says so. */
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

/** Some 20 µs. */
function block(number: number): number {
  for (let i = 0; i < 5000; i++) number = (Math.imul(number, 1103515245) + 12345) & 0x7fffffff
  return number
}
