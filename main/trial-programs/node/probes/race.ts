import { nowUs } from '../../../system/clock.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe } from './crew/probe.ts'
import { raceWays, type RaceOrder, type RaceWay } from './parts/race-part.ts'

const laps = 4
/** An increment takes a tenth of Python's time, and a lap must not end before all workers have started. */
const incrementsFactor = 10

/** Counts the increments of a shared counter that are lost between worker threads. */
export const race: Probe = async (request, report) => {
  const { executor, workers, switchIntervalMs } = request
  if (executor === 'processes') {
    throw new Error('race needs workers that share memory, as threads do; processes share none')
  }
  const increments = request.size * incrementsFactor
  const [counter, arrivals] = [cell(), cell()]
  const lock = executor === 'locked-threads' ? { state: createLockState(), intervalMs: switchIntervalMs } : null
  const startedUs = nowUs()
  const threads = Array.from({ length: workers }, (_, worker) => {
    const input: RaceOrder = { worker, workers, increments, counter, arrivals, lock }
    return startProbeWorker(request, { part: 'race', input })
  })
  await Promise.all(threads.map((thread) => thread.next()))
  report.ready((nowUs() - startedUs) / 1e3, [process.pid])

  const lost: Record<RaceWay, number[]> = { 'read-call-write': [], plain: [], protected: [] }
  for (let lap = 0; lap < laps; lap++) {
    for (const way of raceWays) {
      counter[0] = 0
      for (const thread of threads) thread.say(way)
      await Promise.all(threads.map((thread) => thread.next()))
      lost[way].push(workers * increments - counter[0])
    }
  }
  report.fact('increments', increments)
  for (const way of raceWays) report.fact(`lost-${way}`, lost[way])
  await Promise.all(threads.map((thread) => thread.kill()))
}

function cell(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
}
