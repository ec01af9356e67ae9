import type { Monitor } from '../monitor/monitor.ts'

const meaning = 'from here on cores, threads and memory are not seen, and memoryLimit ends no trial any more'

/** Notices that the monitor's thread has ended. Trials go on without it, and the session says so. */
export class MonitorLoss {
  readonly #monitor: Pick<Monitor, 'stopped'>
  #told = false

  constructor(monitor: Pick<Monitor, 'stopped'>) {
    this.#monitor = monitor
  }

  /** @returns a warning the first time, else none */
  news(): readonly string[] {
    const why = this.#monitor.stopped
    if (why === null || this.#told) return []
    this.#told = true
    return [`The monitor stopped (${why}): ${meaning}. Start Lockstep again to have it back.`]
  }
}
