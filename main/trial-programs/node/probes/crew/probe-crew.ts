import { fork, type SendHandle } from 'node:child_process'
import { Worker, type Transferable } from 'node:worker_threads'
import type { TrialRequest } from '../../../../trial/trial-request.ts'
import { ownPrograms } from '../../worker/own-programs.ts'

export interface PartOrder {
  /** See parts.ts. */
  readonly part: string
  /** A structured clone for threads; JSON for processes. */
  readonly input: unknown
}

/** How messages to and from a process are written; JSON is Node's default. */
export type Serialization = 'json' | 'advanced'

/** One worker of a probe, alike whether it is a thread or a process. */
export interface ProbeWorker {
  /** Of the process; for a thread its own process's. */
  readonly pid: number
  /**
   * @param moved what is handed over with it and not copied: to a thread a part of the message, to a process a socket
   * @throws where the message cannot be sent
   */
  say(message: unknown, moved?: object): void
  /** The next message that has not been taken yet. @throws where it ends without another */
  next(): Promise<unknown>
  /** Ends it by force: SIGKILL, or Worker.terminate. */
  kill(): Promise<void>
  /** How it ended: "SIGKILL", "exit code 0". */
  readonly ended: Promise<string>
}

export interface ProbeWorkerOptions {
  /** Absent: the one that knows every part. */
  readonly program?: string
  readonly serialization?: Serialization
}

/** Starts one worker as the request's executor says: a process for `processes`, else a thread. */
export function startProbeWorker(
  { executor }: Pick<TrialRequest, 'executor'>,
  order: PartOrder,
  { program = ownPrograms.probeWorker, serialization = 'json' }: ProbeWorkerOptions = {},
): ProbeWorker {
  return executor === 'processes' ? startProcess(program, order, serialization) : startThread(program, order)
}

function startThread(program: string, order: PartOrder): ProbeWorker {
  const thread = new Worker(program, { workerData: order, stdout: true })
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

/** Messages in the order of their arrival, to be awaited one by one. */
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
