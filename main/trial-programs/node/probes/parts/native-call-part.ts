import { pbkdf2Sync } from 'node:crypto'
import { nowUs } from '../../../../system/clock.ts'
import type { Part } from './part.ts'

const callMs = 1000
const triedIterations = 20_000
/** Where the first try was too short to tell: no call takes much longer than it should. */
const mostIterations = 10_000_000

export interface NativeCall {
  /** How long the call that follows will take. */
  readonly plannedMs: number
}

/** Is inside one call of native code, JavaScript waiting for it, for about a second. */
export const nativeCallPart: Part = async (_order, channel) => {
  // the shortest of some: one that was disturbed would make the call too short
  const triedMs = Math.min(...[1, 2, 3].map(() => timedMs(triedIterations)))
  const iterations = Math.min(mostIterations, Math.ceil((triedIterations * callMs) / triedMs))
  const call: NativeCall = { plannedMs: (triedMs * iterations) / triedIterations }
  channel.say(call)
  // lets go of what was said
  await new Promise(setImmediate)
  timedMs(iterations)
  channel.onMessage(() => undefined)
}

function timedMs(iterations: number): number {
  const startedUs = nowUs()
  pbkdf2Sync('password', 'salt', iterations, 32, 'sha256')
  return (nowUs() - startedUs) / 1e3
}
