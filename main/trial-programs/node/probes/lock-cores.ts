import { readdirSync, readlinkSync } from 'node:fs'
import { nowUs } from '../../../system/clock.ts'
import { readStat } from '../../../system/process-stat.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import type { ComputeAnswer, ComputeInput } from './parts/compute-part.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe } from './crew/probe.ts'

const warmUpMs = 200
const runMs = 1000
const sampleMs = 10

/** Counts the cores on which the threads of one process are seen, and the cores' worth of CPU time that they get. */
export const lockCores: Probe = async (request, report) => {
  const startedUs = nowUs()
  const cores = new Set<number>()
  for (const forMs of [warmUpMs, runMs]) {
    const state = request.executor === 'locked-threads' ? createLockState() : null
    const workers = Array.from({ length: request.workers }, (_, me) => {
      const lock = state && { state, me, intervalMs: request.switchIntervalMs }
      const input: ComputeInput = { forMs, lock }
      return startProbeWorker(request, { part: 'compute', input })
    })
    await Promise.all(workers.map((worker) => worker.next()))
    if (forMs === warmUpMs) report.ready((nowUs() - startedUs) / 1e3, [process.pid])
    const sampling = setInterval(() => {
      for (const core of forMs === runMs ? runningCores() : []) cores.add(core)
    }, sampleMs)
    for (const worker of workers) worker.say('go')
    const answers = (await Promise.all(workers.map((worker) => worker.next()))) as ComputeAnswer[]
    clearInterval(sampling)
    if (forMs === runMs) reportCores(answers)
    await Promise.all(workers.map((worker) => worker.kill()))
  }

  report.fact('timer-late', Array.from({ length: 5 }, waitLateMs), 'ms')

  function reportCores(answers: readonly ComputeAnswer[]): void {
    const wallMs = Math.max(...answers.map((answer) => answer.wallMs))
    report.fact('busy-cores', answers.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / wallMs)
    if (cores.size > 0) report.fact('cores-seen', cores.size)
    const waits = answers.flatMap(({ coreWaitMs }) => coreWaitMs ?? [])
    if (waits.length === answers.length) {
      report.fact('core-wait-share', waits.reduce((sum, wait) => sum + wait, 0) / wallMs)
    }
  }
}

/** Returns how much later than asked a wait of 1 ms ended, in the primitive that waits for our lock. */
function waitLateMs(): number {
  const beganUs = nowUs()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  return (nowUs() - beganUs) / 1e3 - 1
}

/** Returns the cores of this process's running threads except this one. */
function runningCores(): readonly number[] {
  try {
    const me = readlinkSync('/proc/thread-self').split('/').at(-1)
    return readdirSync('/proc/self/task').flatMap((task) => {
      if (task === me) return []
      const stat = readStat(`self/task/${task}`)
      return stat?.state === 'R' ? stat.core : []
    })
  } catch {
    return []
  }
}
