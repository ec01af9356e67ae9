import { run as runPrimes } from '../../kernels/primes.ts'
import { nowUs } from '../../../../system/clock.ts'
import { coreWaitReader } from '../../worker/core-wait.ts'
import { InterpreterLock } from '../../worker/interpreter-lock.ts'
import { SafePoint } from '../../worker/safe-point.ts'
import type { Part } from './part.ts'

export interface ComputeInput {
  readonly forMs: number
  /** The lock that it holds while it computes; null if there is none. */
  readonly lock: { readonly state: Int32Array; readonly me: number; readonly intervalMs: number } | null
}

export interface ComputeAnswer {
  readonly cpuMs: number
  readonly wallMs: number
  /** Null if the system does not count it. */
  readonly coreWaitMs: number | null
}

const size = 500

/** Reports that it is ready; computes from the next message on, for the ordered time. */
export const computePart: Part = (input, channel) => {
  const { forMs, lock } = input as ComputeInput
  const safePoint = new SafePoint(lock && new InterpreterLock(lock.state, lock.me, lock.intervalMs))
  const coreWaitUs = coreWaitReader()
  const context = {
    size,
    seed: 0,
    tick: safePoint.tick,
    blocking: safePoint.blocking,
    exchange: (bytes: Uint8Array) => bytes,
    shared: new SharedArrayBuffer(8),
  }
  channel.onMessage(() => {
    const [waitedUs, { user, system }, startedUs] = [coreWaitUs(), process.threadCpuUsage(), nowUs()]
    safePoint.enter()
    while (nowUs() - startedUs < forMs * 1e3) runPrimes(0, context)
    safePoint.leave()
    const [wallMs, after, waitedNowUs] = [(nowUs() - startedUs) / 1e3, process.threadCpuUsage(), coreWaitUs()]
    const answer: ComputeAnswer = {
      cpuMs: (after.user + after.system - user - system) / 1e3,
      wallMs,
      coreWaitMs: waitedUs === null || waitedNowUs === null ? null : (waitedNowUs - waitedUs) / 1e3,
    }
    channel.say(answer)
  })
  channel.say('ready')
}
