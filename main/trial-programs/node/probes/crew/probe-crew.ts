import { fork, type SendHandle } from 'node:child_process'
import { Worker, type Transferable } from 'node:worker_threads'
import { outliveStreams } from '../../../../system/lost-streams.ts'
import type { TrialRequest } from '../../../../trial/trial-request.ts'
import { ownPrograms } from '../../worker/own-programs.ts'

export interface PartOrder {
  /** A name in parts.ts. */
  readonly part: string
  /** Threads receive a structured clone, processes JSON. */
  readonly input: unknown
}

/** Node writes messages to and from a process as JSON, unless it is told to use structured clones. */
export type Serialization = 'json' | 'advanced'

/** A worker of a probe is used alike whether it is a thread or a process. */
export interface ProbeWorker {
  /** The pid of the process in which it runs. */
  readonly pid: number
  /**
   * @param moved is handed over and not copied: for a thread a part of the message, for a process a socket
   * @throws if the message cannot be sent
   */
  say(message: unknown, moved?: object): void
  /** Resolves to the next message that was not taken yet. @throws if the worker ends without another */
  next(): Promise<unknown>
  /** Ends it by force, by SIGKILL or Worker.terminate. */
  kill(): Promise<void>
  /** Resolves to how it ended: "SIGKILL", "exit code 0". */
  readonly ended: Promise<string>
}

export interface ProbeWorkerOptions {
  /** Absent: the one that knows every part. */
  readonly program?: string
  readonly serialization?: Serialization
}

/** Starts a process for the executor `processes`, and a thread for any other. */
export function startProbeWorker(
  { executor }: Pick<TrialRequest, 'executor'>,
  order: PartOrder,
  { program = ownPrograms.probeWorker, serialization = 'json' }: ProbeWorkerOptions = {},
): ProbeWorker {
  return executor === 'processes' ? startProcess(program, order, serialization) : startThread(program, order)
}

function startThread(program: string, order: PartOrder): ProbeWorker {
  const thread = new Worker(program, { workerData: order, stdout: true })
  outliveStreams([process.stderr])
  thread.stdout.pipe(process.stderr, { end: false })
  const messages = new Messages()
  thread.on('message', (message) => {
    messages.add(message)
  })
  const ended = new Promise<string>((resolve) => {
    thread.on('error', (error: Error) => {
      messages.end(error)
    })
    thread.on('exit', (code) => {
      messages.end(new Error('a worker thread of the probe ended'))
      resolve(`exit code ${code}`)
    })
  })
  return {
    pid: process.pid,
    say: (message, moved) => {
      thread.postMessage(message, moved === undefined ? [] : [moved as Transferable])
    },
    next: () => messages.next(),
    kill: async () => {
      await thread.terminate()
    },
    ended,
  }
}

function startProcess(program: string, order: PartOrder, serialization: Serialization): ProbeWorker {
  const child = fork(program, [JSON.stringify(order)], { stdio: ['ignore', 2, 2, 'ipc'], serialization })
  const messages = new Messages()
  child.on('message', (message) => {
    messages.add(message)
  })
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => {
      messages.end(error)
      resolve(error.message)
    })
    child.on('exit', (code, signal) => {
      const how = signal ?? `exit code ${String(code)}`
      messages.end(new Error(`a process of the probe ended with ${how}`))
      resolve(how)
    })
  })
  return {
    pid: child.pid ?? 0,
    say: (message, moved) => {
      child.send(message as object, moved as SendHandle | undefined)
    },
    next: () => messages.next(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    ended,
  }
}

/** Keeps messages in the order of their arrival, to be awaited one by one. */
class Messages {
  readonly #kept: unknown[] = []
  readonly #waiting: { resolve(message: unknown): void; reject(error: Error): void }[] = []
  #ended: Error | null = null

  add(message: unknown): void {
    const waiting = this.#waiting.shift()
    if (waiting === undefined) this.#kept.push(message)
    else waiting.resolve(message)
  }

  end(error: Error): void {
    this.#ended ??= error
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#ended)
  }

  next(): Promise<unknown> {
    if (this.#kept.length > 0) return Promise.resolve(this.#kept.shift())
    if (this.#ended !== null) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
    })
  }
}
