import { nowUs } from '../../../system/clock.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import { refcountWays, type RefcountLap, type RefcountOrder, type RefcountPool } from './parts/refcount-part.ts'

const laps = 4
const objects = 256
/** Of what Python does: a step takes a twentieth of the time here. */
const stepsFactor = 20

/**
 * A model of an interpreter whose threads change reference counts. Each object has one reference that is held from the
 * first moment to the last: a count that reaches zero before frees the object while it is in use. At the end that
 * reference goes too, the last of all: a count that stays above zero then keeps the object for ever.
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
    tell(report, way === 'atomic' ? '-protected' : '', outcomes)
  }
  await Promise.all(threads.map((thread) => thread.kill()))
}

/** Objects that were freed in use, and such that nothing refers to and nobody frees. */
interface Outcome {
  readonly freedInUse: number
  readonly neverFreed: number
}

/** Lets the first references go. */
function outcomeOf({ counts, freed }: RefcountPool): Outcome {
  const kept = counts.filter((count, object) => freed[object] === 0 && count - 1 > 0)
  return { freedInUse: freed.filter((one) => one === 1).length, neverFreed: kept.length }
}

function tell(report: ProbeReport, suffix: string, outcomes: readonly Outcome[]): void {
  report.fact(
    `freed-in-use${suffix}`,
    outcomes.map(({ freedInUse }) => freedInUse),
  )
  report.fact(
    `never-freed${suffix}`,
    outcomes.map(({ neverFreed }) => neverFreed),
  )
}
