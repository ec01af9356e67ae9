import { addChecksums, checksumOfTask } from '../../../../experiments/core/numbers/checksum.ts'
import type { TaskContext, TaskResult } from '../../../../experiments/workloads/kernel.ts'
import { nowUs } from '../../../system/clock.ts'
import { coreWaitReader } from './core-wait.ts'
import { Exchange, type RoundTrip } from './exchange.ts'
import { describeFailure, WrongResult } from './failure.ts'
import { loadTask, type TaskForm } from './load-task.ts'
import type { SafePoint } from './safe-point.ts'
import type { Task } from '../kernels/task.ts'
import type { WorkerAssignment, WorkerFailure, WorkerLap } from './trial-request.ts'

/** One worker's part of every lap, the same in a thread and in a process. */
export class Worker {
  readonly #assignment: WorkerAssignment
  readonly #task: Task
  readonly #safePoint: SafePoint
  readonly #exchange: Exchange
  readonly #context: TaskContext
  readonly #cpuUs: () => number
  readonly #coreWaitUs = coreWaitReader()
  #waitedUs = this.#coreWaitUs()
  readonly #mine: readonly number[]
  readonly #results: (TaskResult | undefined)[]
  #startUs = 0
  #endUs = 0
  #tookUs = 0

  private constructor(assignment: WorkerAssignment, task: Task, safePoint: SafePoint, surroundings: Surroundings) {
    this.#assignment = assignment
    this.#task = task
    this.#safePoint = safePoint
    this.#cpuUs = surroundings.cpuUs
    const { size, seed } = assignment
    const { tick, blocking } = safePoint
    this.#exchange = new Exchange(surroundings.roundTrip, safePoint, surroundings.cpuUs)
    const { exchange } = this.#exchange
    this.#context = { size, seed, tick, blocking, exchange, shared: surroundings.shared }
    const mine: number[] = []
    for (let task = assignment.worker; task < assignment.tasks; task += assignment.workers) mine.push(task)
    this.#mine = mine
    this.#results = mine.map(() => undefined)
  }

  static async load(assignment: WorkerAssignment, safePoint: SafePoint, surroundings: Surroundings): Promise<Worker> {
    const task = await loadTask(assignment.workload, surroundings.form ?? 'blocking')
    return new Worker(assignment, task, safePoint, surroundings)
  }

  async lap(): Promise<WorkerLap | WorkerFailure> {
    return (await this.run()) ?? this.report()
  }

  /** Runs right after the gate opened. Results are only stored and compared here: hashing waits until `report`. */
  async run(): Promise<WorkerFailure | null> {
    this.#results.fill(undefined)
    this.#exchange.clear()
    const cpuBefore = this.#cpuUs()
    this.#startUs = nowUs()
    this.#safePoint.enter()
    try {
      for (let pass = 0; pass < this.#assignment.passes; pass++) {
        for (let i = 0; i < this.#mine.length; i++) {
          const answer = this.#task(this.#mine[i] ?? 0, this.#context)
          const result = typeof answer === 'object' ? await answer : answer
          if (typeof result !== 'number' && typeof result !== 'string') throw this.#unusable(i, result)
          if (pass === 0) this.#results[i] = result
          else if (!Object.is(result, this.#results[i])) throw this.#disagreement(i, pass, result)
        }
      }
    } catch (error) {
      this.#safePoint.leave()
      return describeFailure(error)
    }
    this.#safePoint.leave()
    this.#endUs = nowUs()
    this.#tookUs = this.#cpuUs() - cpuBefore
    return null
  }

  /** Of the last lap. */
  report(): WorkerLap {
    let checksum = 0
    for (const [i, task] of this.#mine.entries()) {
      checksum = addChecksums(checksum, checksumOfTask(task, this.#results[i] ?? ''))
    }
    const waitedBeforeUs = this.#waitedUs
    this.#waitedUs = this.#coreWaitUs()
    return {
      startUs: this.#startUs,
      endUs: this.#endUs,
      cpuUs: this.#tookUs,
      coreWaitUs: waitedBeforeUs === null || this.#waitedUs === null ? null : this.#waitedUs - waitedBeforeUs,
      communicationUs: this.#exchange.tookUs,
      communicationCpuUs: this.#exchange.cpuTookUs,
      blockingUs: this.#safePoint.blockingUs,
      lockWaitUs: this.#safePoint.lockWaitUs,
      checksum,
      gaps: this.#safePoint.gaps.list(),
      holds: this.#safePoint.holds.list(),
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    }
  }

  #unusable(index: number, result: unknown): WrongResult {
    return new WrongResult(
      `task ${String(this.#mine[index])} returned ${describe(result)}, expected a number or a string`,
    )
  }

  #disagreement(index: number, pass: number, result: unknown): WrongResult {
    const first = this.#results[index]
    return new WrongResult(
      `task ${String(this.#mine[index])} gave ${describe(first)} in pass 1 and ${describe(result)} in pass ${pass + 1}; a task must give the same result every time`,
    )
  }
}

export interface Surroundings {
  /** CPU time so far of this worker: of its thread, or of its process. */
  readonly cpuUs: () => number
  readonly shared: SharedArrayBuffer
  readonly roundTrip: RoundTrip
  /** Left out: blocking. */
  readonly form?: TaskForm
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80))
  return typeof value === 'number' ? String(value) : typeof value
}
