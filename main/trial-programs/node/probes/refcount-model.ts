import { nowUs } from '../../../system/clock.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import { refcountWays, type RefcountLap, type RefcountOrder, type RefcountPool } from './parts/refcount-part.ts'

const laps = 4
const objects = 256
/** A step takes a twentieth of Python's time. */
const stepsFactor = 20

/**
 * Models an interpreter whose threads change reference counts. Each object has one reference that is held from the first
 * moment to the last: if its count reaches zero earlier, the object is freed while it is in use. At the end that reference
 * goes too, as the last one: if the count is above zero then, the object is never freed.
 */
export const refcountModel: Probe = async (request, report) => {
  const { executor, workers, switchIntervalMs } = request
  if (executor === 'processes') {
    throw new Error('refcount-model needs workers that share memory, as threads do; processes share none')
  }
  const pool: RefcountPool = {
    counts: new Int32Array(new SharedArrayBuffer(objects * Int32Array.BYTES_PER_ELEMENT)),
    freed: new Uint8Array(new SharedArrayBuffer(objects)),
  }
  const arrivals = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const lock = executor === 'locked-threads' ? { state: createLockState(), intervalMs: switchIntervalMs } : null
  const startedUs = nowUs()
  const threads = Array.from({ length: workers }, (_, worker) => {
    const input: RefcountOrder = { worker, workers, arrivals, steps: request.size * stepsFactor, pool, lock }
    return startProbeWorker(request, { part: 'refcount', input })
  })
  await Promise.all(threads.map((thread) => thread.next()))
  report.ready((nowUs() - startedUs) / 1e3, [process.pid])
  report.fact('objects', objects)
  for (const way of refcountWays) {
    const outcomes: Outcome[] = []
    for (let lap = 0; lap < laps; lap++) {
      pool.counts.fill(1)
      pool.freed.fill(0)
      for (const [worker, thread] of threads.entries()) {
        const order: RefcountLap = { way, seed: request.seed + lap * workers + worker }
        thread.say(order)
      }
      await Promise.all(threads.map((thread) => thread.next()))
      outcomes.push(outcomeOf(pool))
    }
    reportOutcomes(report, way === 'atomic' ? '-protected' : '', outcomes)
  }
  await Promise.all(threads.map((thread) => thread.kill()))
}

/** Counts the objects that were freed in use, and those that nothing refers to and that are never freed. */
interface Outcome {
  readonly freedInUse: number
  readonly neverFreed: number
}

/** Drops the first references. */
function outcomeOf({ counts, freed }: RefcountPool): Outcome {
  const kept = counts.filter((count, object) => freed[object] === 0 && count - 1 > 0)
  return { freedInUse: freed.filter((one) => one === 1).length, neverFreed: kept.length }
}

function reportOutcomes(report: ProbeReport, suffix: string, outcomes: readonly Outcome[]): void {
  report.fact(
    `freed-in-use${suffix}`,
    outcomes.map(({ freedInUse }) => freedInUse),
  )
  report.fact(
    `never-freed${suffix}`,
    outcomes.map(({ neverFreed }) => neverFreed),
  )
}
