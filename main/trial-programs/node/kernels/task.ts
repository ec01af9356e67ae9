/** Every task is given this, in a built-in kernel and in a user's own module alike. */
export interface TaskContext {
  readonly size: number
  readonly seed: number
  /**
   * A safe point: call it every 20–50 µs, between blocks of work and never inside the inner loop. Under
   * `locked-threads` this is where the lock may change hands; everywhere it costs the same.
   */
  readonly tick: () => void
  /**
   * Runs a call that waits or computes outside of the interpreter, or that answers a promise: `locked-threads` gives up
   * its lock until it is done.
   */
  readonly blocking: <T>(call: () => T) => T
  /**
   * Sends bytes to the program that coordinates the trial, and waits until it has sent them back: as a structured clone
   * from a thread, through a pipe from a process; in `async` and `pool`, where both share one thread, and in `serial`,
   * where there is nobody to send to, they are just handed over. Its time is the worker's communication; `locked-threads` gives up its lock meanwhile.
   */
  readonly exchange: (bytes: Uint8Array) => Uint8Array
  /** All worker threads of a trial share these 64 KiB; each worker process has its own. */
  readonly shared: SharedArrayBuffer
}

export type TaskResult = number | string

/** A task may answer a promise: it is then awaited before its worker starts the next one. */
export type Task = (task: number, context: TaskContext) => TaskResult | Promise<TaskResult>

/** A kernel's file exports this; a user's own module exports `run` alone. All tasks of a kernel cost the same. */
export interface KernelModule {
  /** One worker runs its tasks one after another; a task may block the worker's thread. */
  readonly run: Task
  /** The same task without blocking the thread that all workers of `async` share; without it `run` is used there too. */
  readonly onLoop?: Task
  /** The same task in libuv's pool, for the executor `pool`. */
  readonly inPool?: Task
}
