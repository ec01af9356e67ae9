import { nowUs } from '../../../system/clock.ts'
import { handOver } from '../worker/exchange.ts'
import { CrewFailure, type Crew } from './crew.ts'
import { processCpuUs, threadCpuUs } from '../worker/own-process.ts'
import { SafePoint } from '../worker/safe-point.ts'
import type { WorkerReport } from '../../../trial/trial-messages.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import { Worker, type Surroundings } from '../worker/worker.ts'

/**
 * `async` and `pool`: all workers share the event loop of this thread. Each awaits one task at a time, so that as many
 * are under way as there are workers: their waits overlap (`async`), or libuv's pool, which has a thread for each of
 * them, does their work (`pool`).
 */
export class EventLoopCrew implements Crew {
  readonly #request: TrialRequest
  readonly #form: NonNullable<Surroundings['form']>
  #workers: readonly Worker[] = []

  constructor(request: TrialRequest, form: NonNullable<Surroundings['form']>) {
    this.#request = request
    this.#form = form
  }

  async start(): Promise<number[]> {
    const shared = new SharedArrayBuffer(65_536)
    const surroundings = { cpuUs: () => 0, shared, roundTrip: handOver, form: this.#form }
    const numbers = Array.from({ length: this.#request.workers }, (_, worker) => worker)
    this.#workers = await Promise.all(
      numbers.map((worker) => Worker.load({ request: this.#request, worker }, new SafePoint(null), surroundings)),
    )
    return [process.pid]
  }

  async lap(): Promise<readonly WorkerReport[]> {
    const before = { thread: threadCpuUs(), process: processCpuUs() }
    const releasedUs = nowUs()
    // the first failure ends the lap, whatever the others still wait for
    await Promise.all(
      this.#workers.map(async (worker, number) => {
        const failure = await worker.run()
        if (failure === null) return
        throw new CrewFailure({ ...failure, message: `worker ${number + 1}: ${failure.message}` })
      }),
    )
    // one thread runs them all: which of them took its time is not known
    const share = (us: number): number => Math.max(0, us) / this.#workers.length / 1e3
    const threadUs = threadCpuUs() - before.thread
    const processUs = processCpuUs() - before.process
    // the workers of `pool` are threads of libuv's, which cannot be told from V8's
    const cpu =
      this.#form === 'in-pool'
        ? { cpuMs: share(processUs) }
        : { cpuMs: share(threadUs), helpersCpuMs: share(processUs - threadUs) }
    return this.#workers.map((worker) => ({ ...worker.report(releasedUs), ...cpu }))
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
