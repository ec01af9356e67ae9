import { Worker } from 'node:worker_threads'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { MonitorCommand, MonitorData, MonitorReport, TakenSample, TrialWatch } from './messages.ts'

export interface MonitorListener {
  /** `clockUs` is when the sample was taken, on the monotonic clock. */
  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void
  /** The watched trial holds more than its limit. */
  overLimit(pid: number, rssBytes: number): void
}

const startsAfterMs = 100

/** The lab's hold on the monitor's thread. */
export class Monitor {
  readonly #bell = new Int32Array(new SharedArrayBuffer(4))
  readonly #start: NodeJS.Timeout
  readonly #untold: MonitorCommand[] = []
  #thread: Worker | null = null

  /** Its thread starts a moment later: a lab that is started for a run gets its first trial going before. */
  constructor(program: string, listener: MonitorListener) {
    this.#start = setTimeout(() => {
      this.#thread = this.#startThread(program, listener)
      for (const command of this.#untold) this.#tell(command)
    }, startsAfterMs)
  }

  sampleEvery(intervalMs: number): void {
    this.#tell({ type: 'every', intervalMs })
  }

  /** Null when none runs any more. */
  watchTrial(trial: TrialWatch | null): void {
    this.#tell({ type: 'trial', trial })
  }

  async close(): Promise<void> {
    clearTimeout(this.#start)
    await this.#thread?.terminate()
  }

  #startThread(program: string, listener: MonitorListener): Worker {
    const workerData: MonitorData = { bell: this.#bell }
    const thread = new Worker(program, { workerData })
    thread.on('message', (report: MonitorReport) => {
      if (report.type === 'over-limit') listener.overLimit(report.pid, report.rssBytes)
      else for (const { sample, clockUs } of JSON.parse(report.text) as TakenSample[]) listener.sample(sample, clockUs)
    })
    thread.on('error', (error: unknown) => {
      process.stderr.write(`the monitor stopped: ${error instanceof Error ? error.message : String(error)}\n`)
    })
    thread.unref()
    return thread
  }

  #tell(command: MonitorCommand): void {
    if (this.#thread === null) {
      this.#untold.push(command)
      return
    }
    this.#thread.postMessage(command)
    Atomics.add(this.#bell, 0, 1)
    Atomics.notify(this.#bell, 0)
  }
}
