import type { Task } from './task.ts'

/** A kernel that takes what only Node has; those that take nothing are in experiments/workloads. */
export interface NodeKernel {
  readonly name: string
  /** What one worker does, a task after the other; it may block its thread. */
  readonly run: Task
  /** The same task without blocking the thread that all workers share (the executor `async`); left out: `run` there too. */
  readonly onLoop?: Task
  /** The same task in libuv's pool, for the executor `pool`. */
  readonly inPool?: Task
}
