import { MessageChannel, Worker } from 'node:worker_threads'
import type { Crew, CrewLap } from './crew.ts'
import { describeFailure } from './failure.ts'
import { createLockState } from './interpreter-lock.ts'
import { nextStartUs } from './lap-start.ts'
import { Mailbox } from './mailbox.ts'
import { answerThread } from './thread-messages.ts'
import type { ThreadWorkerData } from './thread-worker.ts'
import type { TrialRequest, WorkerMessage } from './trial-request.ts'

/** `serial`, `threads` and `locked-threads`: worker threads of this process behind a gate in shared memory. */
export class ThreadCrew implements Crew {
  readonly #request: TrialRequest
  readonly #gate = new Int32Array(new SharedArrayBuffer(4))
  readonly #startUs = new Float64Array(new SharedArrayBuffer(8))
  readonly #mailboxes: Mailbox[] = []
  readonly #threads: Worker[] = []

  constructor(request: TrialRequest) {
    this.#request = request
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
      const workerData: ThreadWorkerData = {
        assignment: { ...this.#request, worker },
        gate: this.#gate,
        startUs: this.#startUs,
        lock,
        shared,
        messages: { port: port2, answered },
      }
      // stdout belongs to the protocol: what the workload prints goes to stderr
      const thread = new Worker(this.#request.threadWorker, { workerData, transferList: [port2], stdout: true })
      thread.stdout.pipe(process.stderr, { end: false })
      thread.on('message', (message: WorkerMessage) => {
        mailbox.receive(message)
      })
      thread.on('error', (error) => {
        mailbox.fail(describeFailure(error))
      })
      thread.on('exit', (code) => {
        mailbox.fail({ type: 'failed', outcome: 'crashed', message: `ended with exit code ${String(code)}` })
      })
      this.#mailboxes.push(mailbox)
      this.#threads.push(thread)
    }
    await Promise.all(this.#mailboxes.map((mailbox) => mailbox.ready()))
    return [process.pid]
  }

  async lap(): Promise<CrewLap> {
    const laps = Promise.all(this.#mailboxes.map((mailbox) => mailbox.lap()))
    const releasedUs = nextStartUs()
    this.#startUs[0] = releasedUs
    Atomics.add(this.#gate, 0, 1)
    Atomics.notify(this.#gate, 0)
    return { releasedUs, workers: await laps }
  }

  async close(): Promise<void> {
    Atomics.store(this.#gate, 0, -1)
    Atomics.notify(this.#gate, 0)
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}
