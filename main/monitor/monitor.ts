import { Worker } from 'node:worker_threads'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { MonitorCommand, MonitorData, MonitorReport, TakenSample, TrialWatch } from './messages.ts'

export interface MonitorListener {
  /** @param clockUs when the sample was taken, on the monotonic clock */
  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void
  overLimit(pid: number, rssBytes: number): void
}

/** The lab's side of the monitor's thread. */
export class Monitor {
  readonly #thread: Worker
  readonly #bell: Int32Array<SharedArrayBuffer>
  #stopped: string | null = null

  private constructor(thread: Worker, bell: Int32Array<SharedArrayBuffer>) {
    this.#thread = thread
    this.#bell = bell
  }

  /** Starts the thread, which does not keep the lab alive. */
  static start(program: string, listener: MonitorListener): Monitor {
    const bell = new Int32Array(new SharedArrayBuffer(4))
    const workerData: MonitorData = { bell }
    const thread = new Worker(program, { workerData })
    thread.on('message', (report: MonitorReport) => {
      if (report.type === 'over-limit') listener.overLimit(report.pid, report.rssBytes)
      else for (const { sample, clockUs } of JSON.parse(report.text) as TakenSample[]) listener.sample(sample, clockUs)
    })
    const monitor = new Monitor(thread, bell)
    thread.on('error', (error: unknown) => {
      monitor.#stopped = error instanceof Error ? error.message : String(error)
      process.stderr.write(`the monitor stopped: ${monitor.#stopped}\n`)
    })
    thread.on('exit', (code) => {
      monitor.#stopped ??= `its thread ended with code ${code}`
    })
    thread.unref()
    return monitor
  }

  /** Why it watches nothing any more; null while it does. */
  get stopped(): string | null {
    return this.#stopped
  }

  sampleEvery(intervalMs: number): void {
    this.#send({ type: 'every', intervalMs })
  }

  /** @param trial null when none runs any more */
  watchTrial(trial: TrialWatch | null): void {
    this.#send({ type: 'trial', trial })
  }

  async close(): Promise<void> {
    await this.#thread.terminate()
  }

  #send(command: MonitorCommand): void {
    this.#thread.postMessage(command)
    Atomics.add(this.#bell, 0, 1)
    Atomics.notify(this.#bell, 0)
  }
}
