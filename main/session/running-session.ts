import { dirname, join } from 'node:path'
import { tasksAt } from '../../experiments/core/plan/plan.ts'
import { labelRecord, type LabelChange } from '../../experiments/core/session/label.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import type { EndRecord, SessionRecord } from '../../experiments/core/session/session.ts'
import type { Progress } from '../../preload/contract.ts'
import { changeOf } from '../store/file-hash.ts'
import { SessionWriter } from '../store/session-writer.ts'
import { TrialLog } from '../store/trial-log.ts'
import { nowUs } from '../system/clock.ts'
import { RunningTime } from '../system/running-time.ts'
import type { TrialRequest } from '../trial/trial-request.ts'
import { TrialRunner, type ObservedRun } from '../trial/trial-runner.ts'
import { AgreedChecksums } from './agreed-checksums.ts'
import type { Calibration } from './calibration.ts'
import { closingRecords, labelAgain } from './closing-records.ts'
import { conditionRequest } from './condition-request.ts'
import { MonitorLoss } from './monitor-loss.ts'
import { openingWarnings } from './opening-warnings.ts'
import { PauseGate } from './pause-gate.ts'
import { RecordedTrials } from './recorded-trials.ts'
import { Rounds } from './rounds.ts'
import type { ReportedProgress } from './progress-estimate.ts'
import { SamplePace } from './sample-pace.ts'
import { calibrateSession } from './session-calibration.ts'
import { calibrationOf, sessionHeader } from './session-header.ts'
import { otherBuild, type Resumption } from './resumption.ts'
import type { SessionOptions } from './session-options.ts'

/** A session that is being measured, from its empty file, or from where it was interrupted, to its last record. */
export class RunningSession {
  readonly id: string
  readonly path: string
  /** Whether the last record is published: `done` settles in a moment. */
  ended = false
  readonly #options: SessionOptions
  readonly #writer: SessionWriter
  readonly #runner: TrialRunner
  readonly #measured: SessionBuilder
  readonly #resumption: Resumption | null
  readonly #pause = new PauseGate()
  readonly #cancelled = new AbortController()
  readonly #startedAt = new Date()
  readonly #runningTime = new RunningTime()
  /** Where the session's time is 0 on the clock. */
  readonly #zeroUs: number
  readonly #pace: SamplePace
  #early: LabelChange | null = null
  #done: Promise<void> = Promise.resolve()
  #progressed: Progress | null = null

  private constructor(options: SessionOptions, resumption: Resumption | null) {
    this.#options = options
    this.#resumption = resumption
    this.#measured = resumption?.measured ?? new SessionBuilder()
    // the time of the session counts only while it is measured
    this.#zeroUs = nowUs() - (resumption?.record.atMs ?? 0) * 1e3
    this.#pace = new SamplePace(options.experiment.samplingMs)
    const { experiment, sessionsFolder } = options
    this.#writer = resumption?.file ?? SessionWriter.create(sessionsFolder, this.#startedAt, experiment.id)
    this.id = this.#writer.id
    this.path = this.#writer.path
    const log = new TrialLog(join(dirname(this.path), `${this.id}.log`))
    this.#runner = new TrialRunner({
      ...options,
      timeoutMs: experiment.timeoutMs,
      memoryLimitBytes: experiment.memoryLimitBytes,
      signal: this.#cancelled.signal,
      onPrint: (text) => {
        log.append(text)
      },
    })
  }

  /**
   * @param resumption what it continues; null begins a new session
   * @throws SessionFileError if its file cannot be made
   */
  static start(options: SessionOptions, resumption: Resumption | null = null): RunningSession {
    const session = new RunningSession(options, resumption)
    session.#done = session.#run()
    return session
  }

  /** Whether its file has begun, which it does when the calibration is over. */
  get hasHeader(): boolean {
    return this.#measured.hasHeader
  }

  /** Settles when the last record is written; a failure is in the records, never thrown. */
  get done(): Promise<void> {
    return this.#done
  }

  cancel(): void {
    this.#cancelled.abort()
  }

  /** What was reported last: a window that joins asks for it. */
  get progress(): Progress | null {
    return this.#progressed
  }

  /** Holds the session before its next trial, or lets it go on. Every window hears of it at once. */
  pause(paused: boolean): void {
    if (paused) this.#pause.pause()
    else this.#pause.resume()
    const last = this.#progressed
    if (last !== null && last.phase !== 'finishing')
      this.#progress({ ...last, phase: paused ? 'paused' : this.hasHeader ? 'measuring' : 'calibrating' })
  }

  /** Takes a sample of the monitor into the session; what was measured before the header is written is left out. */
  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void {
    if (!this.hasHeader) return
    try {
      this.#append([{ ...sample, atMs: Math.round((clockUs - this.#zeroUs) / 100) / 10 }])
    } catch {
      // the next trial's record meets the same trouble and ends the session with it
    }
    const slowerMs = this.#pace.slowedDown()
    if (slowerMs !== null) this.#options.monitor.sampleEvery(slowerMs)
  }

  label(change: LabelChange): void {
    if (this.hasHeader) this.#append([labelRecord(this.#measured.session.label, change, new Date())])
    else this.#early = { ...this.#early, ...change }
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
      this.#fail(error instanceof Error ? error.message : String(error))
    } finally {
      this.#runningTime.stop()
      this.#writer.close()
    }
  }

  #fail(message: string): void {
    const end: EndRecord = { record: 'end', atMs: this.#nowMs(), reason: 'failed', message }
    try {
      // without a header there is nothing that the end could belong to
      if (this.hasHeader) for (const one of [...labelAgain(this.#measured.session), end]) this.#writer.write(one)
      this.#writer.sync()
    } catch {
      // the file that takes no records is what failed
    }
    this.#publish([end])
  }

  async #measure(): Promise<void> {
    const { experiment, plan } = this.#options
    const calibration = this.#resumption === null ? await this.#begin() : this.#continue(this.#resumption)
    const monitorLoss = new MonitorLoss(this.#options.monitor)
    const rounds = new Rounds({
      experiment,
      plan,
      header: this.#measured.session.header,
      recorded: new RecordedTrials(this.#measured.session),
      ranMs: () => this.#runningTime.ms,
      checksums: new AgreedChecksums(plan.scaling, calibration.checksums),
      pause: this.#pause,
      signal: this.#cancelled.signal,
      nowMs: () => this.#nowMs(),
      runTrial: (condition) =>
        this.#trial(
          conditionRequest(this.#options, condition, tasksAt(plan, condition.workers), calibration),
          condition.monitor === 'on',
        ),
      write: (records) => {
        this.#append(records)
        for (const lost of monitorLoss.news()) this.#warn('monitor', lost)
        this.#writer.sync()
      },
      warn: (kind, message) => {
        this.#warn(kind, message)
      },
      progress: (progress) => {
        this.#progress(progress)
      },
      session: () => this.#measured.session,
    })
    const ending = await rounds.run()
    this.#append(closingRecords(this.#measured.session, ending, this.#nowMs()))
    this.#writer.sync()
  }

  async #begin(): Promise<Calibration> {
    const { experiment, plan } = this.#options
    this.#progress({ phase: 'calibrating', trialsDone: 0, trialsTotal: plan.trials, leftMs: null, now: '' })
    const calibration = await calibrateSession(this.#options, async (request) => {
      await this.#pause.pass(this.#cancelled.signal)
      return await this.#trial(request, experiment.monitor !== 'off')
    })
    this.#append([sessionHeader({ ...this.#options, id: this.id, startedAt: this.#startedAt }, calibration)])
    const { header } = this.#measured.session
    if (this.#early !== null) this.label(this.#early)
    for (const [kind, message] of openingWarnings(this.#options, header, calibration)) this.#warn(kind, message)
    return calibration
  }

  #continue({ record }: Resumption): Calibration {
    const { header } = this.#measured.session
    this.#writer.mendEnd()
    this.#append([record])
    const other = otherBuild(header, record)
    if (other !== null) this.#warn('resumed', other)
    return calibrationOf(header)
  }

  /**
   * Runs a trial of the program that the person agreed to. One whose file changed meanwhile is not kept: nobody knows
   * which program it ran.
   * @throws if a file has changed
   */
  async #trial(request: TrialRequest, samples: boolean): Promise<ObservedRun> {
    this.#refuseChanges()
    const run = await this.#runner.run(request, samples)
    this.#refuseChanges()
    return run
  }

  #refuseChanges(): void {
    const change = changeOf(this.#options.files)
    if (change === null) return
    throw new Error(
      `${change} since the run began: the session ends here, because one curve must not be made of two programs. ` +
        'What was measured before is kept. Run it again to measure the new one',
    )
  }

  #warn(kind: string, message: string): void {
    this.#append([{ record: 'warning', atMs: this.#nowMs(), kind, message }])
  }

  #append(records: readonly SessionRecord[]): void {
    for (const record of records) this.#writer.write(record)
    for (const record of records) this.#measured.add(record)
    this.#publish(records)
  }

  #publish(records: readonly SessionRecord[]): void {
    this.ended ||= records.some(({ record }) => record === 'end')
    this.#options.events.records(this.id, records)
  }

  #progress(progress: ReportedProgress): void {
    const { experiment, request, quick, events } = this.#options
    const { id: experimentId, title, question, claims } = experiment
    const run = { ref: request.experiment, experimentId, title, question, claims, quick }
    this.#progressed = { ...progress, sessionId: this.id, run }
    events.progress(this.#progressed)
  }

  #nowMs(): number {
    return (nowUs() - this.#zeroUs) / 1e3
  }
}
