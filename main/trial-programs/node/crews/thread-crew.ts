import { MessageChannel, Worker } from 'node:worker_threads'
import type { WorkerReport } from '../../../trial/trial-messages.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { Crew } from './crew.ts'
import { processCpuUs, threadCpuUs } from '../worker/own-process.ts'
import { describeFailure } from '../worker/failure.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import { nextStartUs } from '../worker/lap-start.ts'
import { Mailbox } from './mailbox.ts'
import { answerThread } from './thread-messages.ts'
import type { ThreadStart } from './thread-worker.ts'
import { ownPrograms } from '../worker/own-programs.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'

/** `serial`, `threads` and `locked-threads`: worker threads of this process behind a gate in shared memory. */
export class ThreadCrew implements Crew {
  readonly #request: TrialRequest
  readonly #gate = new Int32Array(new SharedArrayBuffer(4))
  readonly #startUs = new Float64Array(new SharedArrayBuffer(8))
  readonly #cpuUs: Float64Array
  readonly #mailboxes: Mailbox[] = []
  readonly #threads: Worker[] = []

  constructor(request: TrialRequest) {
    this.#request = request
    this.#cpuUs = new Float64Array(new SharedArrayBuffer(8 * request.workers))
  }

  async start(): Promise<number[]> {
    const { executor, workers, switchIntervalMs } = this.#request
    const lock = executor === 'locked-threads' ? { state: createLockState(), intervalMs: switchIntervalMs } : null
    const shared = new SharedArrayBuffer(65_536)
    for (let worker = 0; worker < workers; worker++) {
      const mailbox = new Mailbox(worker)
      const { port1, port2 } = new MessageChannel()
      const answered = new Int32Array(new SharedArrayBuffer(4))
      answerThread({ port: port1, answered })
      const workerData: ThreadStart = {
        request: this.#request,
        worker,
        gate: this.#gate,
        startUs: this.#startUs,
        cpuUs: this.#cpuUs,
        lock,
        shared,
        messages: { port: port2, answered },
      }
      const thread = new Worker(ownPrograms.threadWorker, {
        workerData,
        transferList: [port2],
        // it prints by itself: Node's way through this thread would load sockets and streams
        stdout: true,
        stderr: true,
      })
      thread.on('message', (message: WorkerMessage) => {
        mailbox.receive(message)
      })
      thread.on('error', (error) => {
        mailbox.fail(describeFailure(error, this.#request.workload))
      })
      thread.on('exit', (code) => {
        mailbox.fail({ type: 'failed', outcome: 'crashed', message: `ended with exit code ${code}`, silent: true })
      })
      this.#mailboxes.push(mailbox)
      this.#threads.push(thread)
    }
    await Promise.all(this.#mailboxes.map((mailbox) => mailbox.ready()))
    return [process.pid]
  }

  async lap(): Promise<readonly WorkerReport[]> {
    const reports = Promise.all(this.#mailboxes.map((mailbox) => mailbox.report()))
    const helpersBeforeUs = this.#helpersCpuUs()
    const releasedUs = nextStartUs()
    this.#startUs[0] = releasedUs
    Atomics.add(this.#gate, 0, 1)
    Atomics.notify(this.#gate, 0)
    const all = await reports
    const helpersCpuMs = Math.max(0, this.#helpersCpuUs() - helpersBeforeUs) / all.length / 1e3
    return all.map((report) => ({ ...report, helpersCpuMs }))
  }

  /** What this process used so far in no thread of ours: all workers share V8's helpers, and libuv's pool. */
  #helpersCpuUs(): number {
    return this.#cpuUs.reduce((rest, ownUs) => rest - ownUs, processCpuUs() - threadCpuUs())
  }

  async close(): Promise<void> {
    Atomics.store(this.#gate, 0, -1)
    Atomics.notify(this.#gate, 0)
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}
