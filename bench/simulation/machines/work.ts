import { workerSpeeds, type Hardware, type WorkerSpeed } from './hardware.ts'

/** How work is held back, and so what its curve would be with cores of one speed. */
export type Work =
  /** Nothing is shared. */
  | { readonly kind: 'parallel' }
  /** One worker goes on alone with this part of the work. */
  | { readonly kind: 'amdahl'; readonly serialFraction: number }
  /** Workers queue for what they share (σ), and take more CPU time to keep it coherent (κ). */
  | { readonly kind: 'usl'; readonly contention: number; readonly coherency: number }
  /** One worker runs at a time. */
  | { readonly kind: 'locked' }

export interface WorkerTime {
  readonly endMs: number
  readonly cpuMs: number
  readonly coreWaitMs: number
}

export interface LapOrder {
  readonly hardware: Hardware
  readonly work: Work
  readonly workers: number
  /** What a single worker on an idle machine takes for all of the work. */
  readonly serialMs: number
  /** The tasks of a pass, dealt to the workers in turn. */
  readonly tasks: number
  /** The time of the session. */
  readonly atMs: number
}

/** What each worker does in a lap without noise; the makespan is the last one's end. */
export function workerTimes(order: LapOrder): readonly WorkerTime[] {
  switch (order.work.kind) {
    case 'parallel':
      return dealt(order, order.serialMs)
    case 'amdahl':
      return withTail(order, order.work.serialFraction)
    case 'usl':
      return hindered(order, order.work.contention, order.work.coherency)
    case 'locked':
      return inTurns(order)
  }
}

export function makespanMs(order: LapOrder): number {
  return Math.max(...workerTimes(order).map(({ endMs }) => endMs))
}

function dealt(order: LapOrder, workMs: number, awake = 1): readonly WorkerTime[] {
  const { hardware, workers, tasks, atMs } = order
  return workerSpeeds(hardware, workers, atMs, awake).map((speed, worker) =>
    timeOf((workMs * Math.ceil((tasks - worker) / workers)) / tasks, speed),
  )
}

function timeOf(workMs: number, { core, share }: WorkerSpeed): WorkerTime {
  const cpuMs = workMs / core
  const endMs = cpuMs / share
  return { endMs, cpuMs, coreWaitMs: endMs - cpuMs }
}

/** The first worker waits for all others, and then does the serial part. */
function withTail(order: LapOrder, fraction: number): readonly WorkerTime[] {
  const together = dealt(order, order.serialMs * (1 - fraction))
  const [alone] = dealt({ ...order, workers: 1 }, order.serialMs * fraction)
  if (alone === undefined) return together
  const metMs = Math.max(...together.map(({ endMs }) => endMs))
  return together.map((one, worker) =>
    worker > 0
      ? one
      : {
          endMs: metMs + alone.endMs,
          cpuMs: one.cpuMs + alone.cpuMs,
          coreWaitMs: one.coreWaitMs + alone.coreWaitMs,
        },
  )
}

function hindered(order: LapOrder, contention: number, coherency: number): readonly WorkerTime[] {
  const others = order.workers - 1
  const dearer = 1 + coherency * order.workers * others
  const longer = dearer + contention * others
  return dealt(order, order.serialMs, dearer / longer).map(({ endMs, cpuMs, coreWaitMs }) => ({
    endMs: endMs * longer,
    cpuMs: cpuMs * dearer,
    coreWaitMs,
  }))
}

/** As a single worker, which keeps a single core awake, but for what changing turns takes. */
function inTurns(order: LapOrder): readonly WorkerTime[] {
  const { workers } = order
  const [alone] = dealt({ ...order, workers: 1 }, order.serialMs * (workers === 1 ? 1 : turnCost))
  if (alone === undefined) return []
  const { endMs, cpuMs, coreWaitMs } = alone
  return Array.from({ length: workers }, (_, worker) => ({
    endMs: endMs * (1 - (0.02 * (workers - 1 - worker)) / workers),
    cpuMs: cpuMs / workers,
    coreWaitMs: coreWaitMs / workers,
  }))
}

/** Handing the lock on at every switch interval of 5 ms. */
const turnCost = 1.01
