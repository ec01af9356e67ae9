/**
 * The program of one worker process. Its channel is file descriptor 3: a line of JSON in (WorkerPart), then a line
 * for each lap, the time at which it starts. What its tasks exchange goes through file descriptor 4.
 */
import { writeSync } from 'node:fs'
import { describeFailure, neverSettled } from '../worker/failure.ts'
import { pinThread } from '../worker/pin-thread.ts'
import { roundTripThrough } from './process-messages.ts'
import { readLine } from '../worker/read-line.ts'
import { SafePoint } from '../worker/safe-point.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'
import { Worker, type WorkerPart } from '../worker/worker.ts'

const channel = 3
const messages = 4

function post(message: WorkerMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`)
  for (let written = 0; written < bytes.length;) written += writeSync(channel, bytes, written)
}

function processCpuUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function work(): Promise<void> {
  const part = JSON.parse(readLine(channel) ?? '') as WorkerPart
  pinThread(part.request.pin, part.worker)
  const shared = new SharedArrayBuffer(65_536)
  const surroundings = { cpuUs: processCpuUs, shared, roundTrip: roundTripThrough(messages) }
  const worker = await Worker.load(part, new SafePoint(null), surroundings)
  post({ type: 'ready', pid: process.pid })
  for (let start = readLine(channel); start !== null; start = readLine(channel)) {
    post(await worker.lap(Number(start)))
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
