/** The program of one worker thread: loads the task, then runs a lap each time the gate opens. */
import { parentPort, workerData } from 'node:worker_threads'
import { describeFailure, neverSettled } from '../worker/failure.ts'
import { handOver } from '../worker/exchange.ts'
import { InterpreterLock } from '../worker/interpreter-lock.ts'
import { threadCpuUs } from '../worker/own-process.ts'
import { pinThread } from '../worker/pin-thread.ts'
import { printAtOnce } from '../worker/print-at-once.ts'
import { SafePoint } from '../worker/safe-point.ts'
import { roundTripOfThread, type ThreadMessages } from './thread-messages.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'
import { Worker, type WorkerPart } from '../worker/worker.ts'

/** What a thread is started with: its part, and the memory and ports that it shares. */
export interface ThreadStart extends WorkerPart {
  /** One cell: the number of laps let through; -1 ends the worker. */
  readonly gate: Int32Array
  /** One cell, written before the gate opens: when the lap starts, on the monotonic clock. */
  readonly startUs: Float64Array
  /** A cell for each worker: its thread's CPU time so far, when it last spoke. */
  readonly cpuUs: Float64Array
  readonly lock: { readonly state: Int32Array; readonly intervalMs: number } | null
  readonly shared: SharedArrayBuffer
  readonly messages: ThreadMessages
}

const { request, worker: number, gate, startUs, cpuUs, lock, shared, messages } = workerData as ThreadStart

const post = parentPort?.postMessage.bind(parentPort) as (message: WorkerMessage) => void

function say(message: WorkerMessage): void {
  cpuUs[number] = threadCpuUs()
  post(message)
}

async function work(): Promise<void> {
  pinThread(request.pin, number)
  const interpreterLock = lock && new InterpreterLock(lock.state, number, lock.intervalMs)
  const roundTrip = request.executor === 'serial' ? handOver : roundTripOfThread(messages)
  const surroundings = { cpuUs: threadCpuUs, shared, roundTrip }
  const worker = await Worker.load({ request, worker: number }, new SafePoint(interpreterLock), surroundings)
  say({ type: 'ready', pid: process.pid })
  for (let laps = 0; ; laps++) {
    Atomics.wait(gate, 0, laps)
    if (Atomics.load(gate, 0) < 0) return
    say(await worker.lap(startUs[0] ?? 0))
  }
}

printAtOnce()

let ended = false
process.on('beforeExit', () => {
  if (!ended) post(neverSettled)
})

work()
  .catch((error: unknown) => {
    post(describeFailure(error, request.workload))
  })
  .finally(() => {
    ended = true
  })
