import { CrewFailure } from './crew.ts'
import type { FailureMessage, WorkerReport } from '../../../trial/trial-messages.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'

/** Keeps what one worker says, to be awaited in order; a failure ends every wait, present and future. */
export class Mailbox {
  readonly #worker: number
  readonly #messages: WorkerMessage[] = []
  #failure: CrewFailure | null = null
  #waiting: { resolve(message: WorkerMessage): void; reject(error: CrewFailure): void } | null = null

  constructor(worker: number) {
    this.#worker = worker
  }

  receive(message: WorkerMessage): void {
    if (message.type === 'failed') {
      this.fail(message)
      return
    }
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting === null) this.#messages.push(message)
    else waiting.resolve(message)
  }

  /** Only the first failure counts: what follows (an exit after an error) is its consequence. */
  fail(failure: FailureMessage): void {
    if (this.#failure !== null) return
    const message = `worker ${this.#worker + 1}: ${failure.message}`
    this.#failure = new CrewFailure({ ...failure, message })
    this.#waiting?.reject(this.#failure)
    this.#waiting = null
  }

  async ready(): Promise<number> {
    const message = await this.#next()
    if (message.type !== 'ready') throw new Error(`a worker said ${message.type} before it was ready`)
    return message.pid
  }

  async report(): Promise<WorkerReport> {
    const message = await this.#next()
    if (message.type !== 'report') throw new Error(`a worker said ${message.type} in place of its report`)
    return message.report
  }

  #next(): Promise<WorkerMessage> {
    if (this.#failure !== null) return Promise.reject(this.#failure)
    const message = this.#messages.shift()
    if (message !== undefined) return Promise.resolve(message)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }
}
