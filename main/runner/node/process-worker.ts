/**
 * The program of one worker process. Its channel is file descriptor 3: a line of JSON in, then a line for each
 * lap, the time at which it starts. What its
 * tasks exchange goes through file descriptor 4.
 */
import { readSync, writeSync } from 'node:fs'
import { describeFailure, neverSettled } from './failure.ts'
import { stayAwakeUntil } from './lap-start.ts'
import { pinThread } from './pin-thread.ts'
import { roundTripThrough } from './process-messages.ts'
import { SafePoint } from './safe-point.ts'
import type { WorkerAssignment, WorkerMessage } from './trial-request.ts'
import { Worker } from './worker.ts'

const channel = 3
const messages = 4

/** Blocks until the next byte; null when the other end is gone. */
function readByte(): number | null {
  const byte = Buffer.alloc(1)
  for (;;) {
    try {
      return readSync(channel, byte) === 0 ? null : (byte[0] ?? null)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return null
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

function readLine(): string {
  const bytes: number[] = []
  for (let byte = readByte(); byte !== null && byte !== 10; byte = readByte()) bytes.push(byte)
  return Buffer.from(bytes).toString()
}

function post(message: WorkerMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`)
  for (let written = 0; written < bytes.length;) written += writeSync(channel, bytes, written)
}

function processCpuUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function work(): Promise<void> {
  const assignment = JSON.parse(readLine()) as WorkerAssignment
  pinThread(assignment.pin, assignment.worker)
  const shared = new SharedArrayBuffer(65_536)
  const surroundings = { cpuUs: processCpuUs, shared, roundTrip: roundTripThrough(messages) }
  const worker = await Worker.load(assignment, new SafePoint(null), surroundings)
  post({ type: 'ready', pid: process.pid })
  for (let start = readLine(); start !== ''; start = readLine()) {
    stayAwakeUntil(Number(start))
    const lap = await worker.lap()
    post('type' in lap ? lap : { type: 'lap', lap })
  }
}

// what nobody awaits fails outside of a lap; its stack goes to the log
process.on('uncaughtException', (error: unknown) => {
  console.error(error)
  post(describeFailure(error))
  process.exit(1)
})
process.on('beforeExit', () => {
  post(neverSettled)
})

work()
  .catch((error: unknown) => {
    post(describeFailure(error))
  })
  .finally(() => {
    process.exit()
  })
