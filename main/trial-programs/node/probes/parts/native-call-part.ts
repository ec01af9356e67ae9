import { pbkdf2Sync } from 'node:crypto'
import { nowUs } from '../../../../system/clock.ts'
import type { Part } from './part.ts'

const callMs = 1000
const triedIterations = 20_000
/** Limits the call if the first try was too short to be timed. */
const mostIterations = 10_000_000

export interface NativeCall {
  /** The expected length of the call that follows. */
  readonly plannedMs: number
}

/** Stays in one call of native code for about a second, while JavaScript waits for it. */
export const nativeCallPart: Part = async (_order, channel) => {
  // the shortest of some tries, because a disturbed one would make the call too short
  const triedMs = Math.min(...[1, 2, 3].map(() => timedMs(triedIterations)))
  const iterations = Math.min(mostIterations, Math.ceil((triedIterations * callMs) / triedMs))
  const call: NativeCall = { plannedMs: (triedMs * iterations) / triedIterations }
  channel.say(call)
  // lets the report be sent
  await new Promise(setImmediate)
  timedMs(iterations)
  channel.onMessage(() => undefined)
}

function timedMs(iterations: number): number {
  const startedUs = nowUs()
  pbkdf2Sync('password', 'salt', iterations, 32, 'sha256')
  return (nowUs() - startedUs) / 1e3
}
