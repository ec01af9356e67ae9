import { addChecksums, checksumOfTask } from '../../../../experiments/core/numbers/checksum.ts'
import type { TaskContext, TaskResult, Task } from '../kernels/task.ts'
import { nowUs } from '../../../system/clock.ts'
import type { FailureMessage, WorkerReport } from '../../../trial/trial-messages.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import { coreWaitReader } from './core-wait.ts'
import { Exchange, type RoundTrip } from './exchange.ts'
import { describeFailure, WrongResult } from './failure.ts'
import { stayAwakeUntil, turnsPerMs } from './lap-start.ts'
import { loadTask, type TaskForm } from './load-task.ts'
import { peakRssBytes } from './own-process.ts'
import type { SafePoint } from './safe-point.ts'
import { hintFor, toldResult } from './told-result.ts'
import type { WorkerMessage } from './worker-message.ts'

/** One worker's part of every lap, the same in a thread and in a process. */
export class Worker {
  readonly #passes: number
  readonly #task: Task
  readonly #safePoint: SafePoint
  readonly #exchange: Exchange
  readonly #context: TaskContext
  readonly #cpuUs: () => number
  readonly #processCpuUs: (() => number) | undefined
  readonly #coreWaitUs: () => number | null
  #waitedUs: number | null
  readonly #mine: readonly number[]
  readonly #results: (TaskResult | undefined)[]
  /** Long texts of the last pass, which are compared after the lap. */
  readonly #latest: (string | undefined)[]
  #startUs = 0
  #endUs = 0
  #tookUs = 0
  #firstPassUs = 0
  #turnsUs: readonly number[] = []
  #helpersTookUs = 0

  private constructor(part: WorkerPart, task: Task, safePoint: SafePoint, surroundings: Surroundings) {
    const { size, seed, tasks, workers, passes } = part.request
    this.#passes = passes
    this.#task = task
    this.#safePoint = safePoint
    this.#cpuUs = surroundings.cpuUs
    this.#processCpuUs = surroundings.processCpuUs
    // a thread that workers share cannot say which of them waited for a core
    this.#coreWaitUs = surroundings.form === undefined ? coreWaitReader() : () => null
    this.#waitedUs = this.#coreWaitUs()
    const { tick, blocking } = safePoint
    this.#exchange = new Exchange(surroundings.roundTrip, safePoint, surroundings.cpuUs)
    const { exchange } = this.#exchange
    this.#context = { size, seed, tick, blocking, exchange, shared: surroundings.shared }
    const mine: number[] = []
    for (let task = part.worker; task < tasks; task += workers) mine.push(task)
    this.#mine = mine
    this.#results = mine.map(() => undefined)
    this.#latest = mine.map(() => undefined)
  }

  static async load(part: WorkerPart, safePoint: SafePoint, surroundings: Surroundings): Promise<Worker> {
    const task = await loadTask(part.request, surroundings.form ?? 'blocking')
    return new Worker(part, task, safePoint, surroundings)
  }

  /** @param releasedUs when the gate is released, on the monotonic clock */
  async lap(releasedUs: number): Promise<WorkerMessage> {
    this.#turnsUs = stayAwakeUntil(releasedUs)
    return (await this.run()) ?? { type: 'report', report: this.report(releasedUs) }
  }

  /** Runs right after the gate opened. Results are only stored, and short ones compared, within the lap: hashing waits until `report`. */
  async run(): Promise<FailureMessage | null> {
    this.#results.fill(undefined)
    this.#latest.fill(undefined)
    this.#exchange.clear()
    const processBefore = this.#processCpuUs?.() ?? 0
    const cpuBefore = this.#cpuUs()
    this.#startUs = nowUs()
    this.#safePoint.enter()
    try {
      for (let pass = 0; pass < this.#passes; pass++) {
        for (let i = 0; i < this.#mine.length; i++) {
          const answer = this.#task(this.#mine[i] ?? 0, this.#context)
          const result = typeof answer === 'object' ? await answer : answer
          if (typeof result !== 'number' && typeof result !== 'string') throw this.#unusable(i, result)
          if (pass === 0) this.#results[i] = result
          else if (isLong(result) && isLong(this.#results[i])) this.#latest[i] = result
          else if (!Object.is(result, this.#results[i])) throw this.#disagreement(i, pass, result)
        }
        if (pass === 0) this.#firstPassUs = nowUs() - this.#startUs
      }
    } catch (error) {
      this.#safePoint.leave()
      return describeFailure(error)
    }
    this.#safePoint.leave()
    this.#endUs = nowUs()
    this.#tookUs = this.#cpuUs() - cpuBefore
    if (this.#processCpuUs !== undefined) this.#helpersTookUs = this.#processCpuUs() - processBefore - this.#tookUs
    for (const [i, result] of this.#latest.entries()) {
      if (result !== undefined && result !== this.#results[i])
        return describeFailure(this.#disagreement(i, this.#passes - 1, result))
    }
    return null
  }

  /** Reports the last lap, after it: nothing is converted while it runs. */
  report(releasedUs: number): WorkerReport {
    let checksum = 0
    for (const [i, task] of this.#mine.entries()) {
      checksum = addChecksums(checksum, checksumOfTask(task, this.#results[i] ?? ''))
    }
    const waitedBeforeUs = this.#waitedUs
    this.#waitedUs = this.#coreWaitUs()
    const coreWaitUs = waitedBeforeUs === null || this.#waitedUs === null ? null : this.#waitedUs - waitedBeforeUs
    const { tookUs, cpuTookUs } = this.#exchange
    const { blockingUs, lockWaitUs, gaps, holds } = this.#safePoint
    // workers that take turns at a lock compute one at a time: how fast their cores are together says nothing of the lap
    const turns = lockWaitUs === null ? turnsPerMs(this.#turnsUs) : null
    const sinceRelease = (us: number): number => (us - releasedUs) / 1e3
    return {
      startMs: sinceRelease(this.#startUs),
      endMs: sinceRelease(this.#endUs),
      cpuMs: this.#tookUs / 1e3,
      ...(this.#processCpuUs === undefined ? {} : { helpersCpuMs: Math.max(0, this.#helpersTookUs) / 1e3 }),
      ...(this.#passes > 1 ? { firstPassMs: this.#firstPassUs / 1e3 } : {}),
      ...(coreWaitUs === null ? {} : { coreWaitMs: coreWaitUs / 1e3 }),
      ...(tookUs === 0 ? {} : { communicationMs: tookUs / 1e3, communicationCpuMs: cpuTookUs / 1e3 }),
      ...(blockingUs === 0 ? {} : { blockingMs: blockingUs / 1e3 }),
      ...(lockWaitUs === null ? {} : { lockWaitMs: lockWaitUs / 1e3 }),
      ...(turns === null ? {} : { turnsPerMs: turns }),
      checksum,
      gaps: gaps.list().map(sinceRelease),
      holds: holds.list().map(sinceRelease),
      peakRssBytes: peakRssBytes(),
    }
  }

  #unusable(index: number, result: unknown): WrongResult {
    return new WrongResult(
      `task ${String(this.#mine[index])} returned ${toldResult(result)}, expected a number or a string${hintFor(result)}`,
    )
  }

  #disagreement(index: number, pass: number, result: unknown): WrongResult {
    const first = this.#results[index]
    return new WrongResult(
      `task ${String(this.#mine[index])} gave ${toldResult(first)} in pass 1 and ${toldResult(result)} in pass ${pass + 1}; a task must give the same result every time`,
    )
  }
}

/** Comparing such a text takes longer than the call of a task; V8 even has to write it out first. */
const longText = 1000

function isLong(result: TaskResult | undefined): result is string {
  return typeof result === 'string' && result.length > longText
}

/** Which worker of the request's it is; counts from 0. */
export interface WorkerPart {
  readonly request: TrialRequest
  readonly worker: number
}

export interface Surroundings {
  /** Reads the CPU time so far of the worker's thread. */
  readonly cpuUs: () => number
  /** The same of its process, for a worker that has it to itself: all but the thread's is its helpers'. */
  readonly processCpuUs?: () => number
  readonly shared: SharedArrayBuffer
  readonly roundTrip: RoundTrip
  /** Absent for a worker that has its thread to itself. */
  readonly form?: Exclude<TaskForm, 'blocking'>
}
