import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Duplex } from 'node:stream'
import { startProcess } from '../../../system/start-process.ts'
import type { WorkerReport } from '../../../trial/trial-messages.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { Crew } from './crew.ts'
import { describeFailure } from '../worker/failure.ts'
import { nextStartUs } from '../worker/lap-start.ts'
import { Mailbox } from './mailbox.ts'
import { answerProcess } from './process-messages.ts'
import { ownPrograms } from '../worker/own-programs.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'
import type { WorkerPart } from '../worker/worker.ts'

/** `processes`: child processes of this one, each waiting at its own end of a pipe. */
export class ProcessCrew implements Crew {
  readonly #request: TrialRequest
  readonly #mailboxes: Mailbox[] = []
  readonly #children: ChildProcess[] = []
  readonly #channels: Duplex[] = []

  constructor(request: TrialRequest) {
    this.#request = request
  }

  async start(): Promise<number[]> {
    for (let worker = 0; worker < this.#request.workers; worker++) this.#spawn({ request: this.#request, worker })
    return await Promise.all(this.#mailboxes.map((mailbox) => mailbox.ready()))
  }

  async lap(): Promise<readonly WorkerReport[]> {
    const reports = Promise.all(this.#mailboxes.map((mailbox) => mailbox.report()))
    const releasedUs = nextStartUs()
    for (const channel of this.#channels) channel.write(`${releasedUs}\n`)
    return await reports
  }

  async close(): Promise<void> {
    const ended = this.#children.map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) resolve()
          else
            child.once('exit', () => {
              resolve()
            })
        }),
    )
    for (const channel of this.#channels) channel.end()
    const impatience = setTimeout(() => {
      for (const child of this.#children) child.kill('SIGKILL')
    }, 1000)
    await Promise.all(ended)
    clearTimeout(impatience)
  }

  #spawn(part: WorkerPart): void {
    const mailbox = new Mailbox(part.worker)
    const child = startProcess([process.execPath, ownPrograms.processWorker], {
      stdio: ['ignore', 1, 2, 'pipe', 'pipe'],
      cwd: process.cwd(),
    })
    child.on('error', (error) => {
      mailbox.fail({ ...describeFailure(error), message: `could not be started: ${error.message}` })
    })
    this.#mailboxes.push(mailbox)
    // a process that could not be started (EMFILE) has no streams; its error event follows
    if (child.pid === undefined) return
    const [channel, messages] = child.stdio.slice(3) as [Duplex, Duplex]
    createInterface({ input: channel }).on('line', (line) => {
      mailbox.receive(JSON.parse(line) as WorkerMessage)
    })
    answerProcess(messages)
    for (const pipe of [channel, messages]) {
      pipe.on('error', () => {
        // the worker is gone, and its exit code says why
      })
    }
    child.on('close', (code, signal) => {
      mailbox.fail(
        signal === null
          ? { type: 'failed', outcome: 'crashed', message: `ended with exit code ${String(code)}`, silent: true }
          : { type: 'failed', outcome: 'killed', message: `was killed by ${signal}` },
      )
    })
    channel.write(`${JSON.stringify(part)}\n`)
    this.#children.push(child)
    this.#channels.push(channel)
  }
}
