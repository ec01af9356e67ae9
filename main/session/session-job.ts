import os from 'node:os'
import { join } from 'node:path'
import { mostMemoryByDefaultBytes } from '../../experiments/core/definition/experiment.ts'
import { tasksAt } from '../../experiments/core/plan/plan.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { isProbeSeries } from '../../experiments/core/names/series.ts'
import type { Progress } from '../../preload/contract.ts'
import { calibrate, fullPace, quickPace, type Calibration } from './calibration.ts'
import { nowUs } from '../system/clock.ts'
import { PauseGate } from './pause-gate.ts'
import { TrialRunner } from '../trial/trial-runner.ts'
import { conditionRequest } from './condition-request.ts'
import { SamplePace } from './sample-pace.ts'
import { sessionHeader } from './session-header.ts'
import { SessionRun } from './session-run.ts'
import { SessionWriter } from '../store/session-writer.ts'
import { ThinnedRecords } from '../store/thinned-records.ts'
import type { SessionJobOptions } from './session-order.ts'
import { TrialLog } from '../store/trial-log.ts'

/** One session from its empty file to its last record. */
export class SessionJob {
  readonly id: string
  readonly path: string
  readonly records = new ThinnedRecords()
  /** Whether its last record is out: `done` settles in a moment. */
  ended = false
  /** Settles when the last record is written; a failure is in the records, never thrown. */
  readonly done: Promise<void>
  readonly #options: SessionJobOptions
  readonly #writer: SessionWriter
  readonly #runner: TrialRunner
  readonly #pause = new PauseGate()
  readonly #cancelled = new AbortController()
  readonly #startedAt = new Date()
  readonly #startedUs = nowUs()
  readonly #pace: SamplePace

  /** @throws SessionFileError where the file cannot be made */
  constructor(options: SessionJobOptions) {
    this.#options = options
    this.#pace = new SamplePace(options.experiment.samplingMs)
    const { experiment, sessionsFolder } = options
    this.#writer = SessionWriter.create(sessionsFolder, this.#startedAt, experiment.id)
    this.id = this.#writer.id
    this.path = this.#writer.path
    const log = new TrialLog(join(sessionsFolder, `${this.id}.log`))
    this.#runner = new TrialRunner({
      ...options,
      timeoutMs: experiment.timeoutMs,
      memoryLimitBytes: experiment.memoryLimitBytes ?? Math.min(mostMemoryByDefaultBytes, os.freemem() / 2),
      signal: this.#cancelled.signal,
      onPrint: (text) => {
        log.append(text)
      },
    })
    this.done = this.#run()
  }

  cancel(): void {
    this.#cancelled.abort()
  }

  pause(paused: boolean): void {
    if (paused) this.#pause.pause()
    else this.#pause.resume()
  }

  /** Takes a sample of the monitor into the session; what was measured before the header is written is left out. */
  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void {
    if (this.records.isEmpty) return
    try {
      this.#append([{ ...sample, atMs: Math.round((clockUs - this.#startedUs) / 100) / 10 }])
    } catch {
      // the next trial's record meets the same trouble and ends the session with it
    }
    const slowerMs = this.#pace.slowedDown()
    if (slowerMs !== null) this.#options.monitor.sampleEvery(slowerMs)
  }

  overLimit(pid: number, rssBytes: number): void {
    this.#runner.overLimit(pid, rssBytes)
  }

  async #run(): Promise<void> {
    const { experiment, monitor } = this.#options
    monitor.sampleEvery(experiment.samplingMs)
    try {
      await this.#measure()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const atMs = (nowUs() - this.#startedUs) / 1e3
      this.#publish([{ record: 'end', atMs, reason: 'failed', message }])
    } finally {
      this.#writer.close()
    }
  }

  async #measure(): Promise<void> {
    const { experiment, plan } = this.#options
    this.#progress({ phase: 'calibrating', trialsDone: 0, trialsTotal: plan.trials, leftMs: null, now: '' })
    const calibration = await this.#calibrate()
    const run = new SessionRun({
      experiment,
      plan,
      header: sessionHeader({ ...this.#options, id: this.id, startedAt: this.#startedAt }, calibration),
      startedUs: this.#startedUs,
      pause: this.#pause,
      signal: this.#cancelled.signal,
      request: (condition, tasks) => conditionRequest(this.#options, condition, tasks, calibration),
      runTrial: (request, samples) => this.#runner.run(request, samples),
      samples: () => this.records.samples(),
      write: (records) => {
        this.#append(records)
        if (records.some(({ record }) => record === 'trial' || record === 'end')) this.#writer.sync()
      },
      progress: (progress) => {
        this.#progress(progress)
      },
    })
    await run.run(calibration)
  }

  async #calibrate(): Promise<Calibration> {
    const { experiment, plan, machine, quick } = this.#options
    const serials = plan.conditions.filter(
      ({ series }) => series.executor === 'serial' && !isProbeSeries(series, experiment.workload.kind),
    )
    const { size } = experiment.workload
    const once = { sizes: size === 'auto' ? {} : { '': size }, passes: {} }
    const calibration = await calibrate({
      requests: serials.map((serial) => ({
        ...conditionRequest(this.#options, serial, tasksAt(plan, 1), once),
        // warmed up, two laps agree: there is nothing that a third one would add
        ...(quick ? { warmup: 1, laps: 1 } : { warmup: 'auto' as const, laps: 0 }),
      })),
      chooseSize: size === 'auto',
      workers: plan.scaling === 'weak' ? 1 : Math.max(...plan.conditions.map((condition) => condition.workers)),
      usableCores: machine.usableCores,
      pace: quick ? quickPace : fullPace,
      run: (request) => this.#runner.run(request, experiment.monitor !== 'off'),
    })
    // a probe has no serial work to calibrate by: what the file says stands
    return { ...calibration, sizes: { ...once.sizes, ...calibration.sizes } }
  }

  #append(records: readonly SessionRecord[]): void {
    for (const record of records) this.#writer.write(record)
    this.#publish(records)
  }

  #publish(records: readonly SessionRecord[]): void {
    for (const record of records) this.records.add(record)
    this.ended ||= records.some(({ record }) => record === 'end')
    this.#options.events.records(this.id, records)
  }

  #progress(progress: Omit<Progress, 'sessionId'>): void {
    this.#options.events.progress({ sessionId: this.id, ...progress })
  }
}
