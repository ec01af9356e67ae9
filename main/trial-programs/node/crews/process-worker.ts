/**
 * The program of one worker process. Its channel is file descriptor 3: a line of JSON in (WorkerPart), then a line
 * for each lap, the time at which it starts. What its tasks exchange goes through file descriptor 4.
 */
import { describeFailure } from '../worker/failure.ts'
import { jsonLine } from '../worker/json-line.ts'
import { sayLastErrors } from '../worker/last-errors.ts'
import { closedByProgram, OwnDescriptor } from '../worker/own-descriptor.ts'
import { endProcess, processCpuUs, threadCpuUs } from '../worker/own-process.ts'
import { pinThread } from '../worker/pin-thread.ts'
import { printAtOnce } from '../worker/print-at-once.ts'
import { roundTripThrough } from './process-messages.ts'
import { readLine } from '../worker/read-line.ts'
import { SafePoint } from '../worker/safe-point.ts'
import type { WorkerMessage } from '../worker/worker-message.ts'
import { Worker, type WorkerPart } from '../worker/worker.ts'
import { writeAll } from '../worker/write-all.ts'

const channel = 3
const stderr = 2
const messages = 4
const own = new OwnDescriptor(channel)

function post(message: WorkerMessage): void {
  if (own.write(jsonLine(message))) return
  // the trial quotes what was said last
  writeAll(stderr, Buffer.from(`${closedByProgram(channel)}\n`))
  endProcess(1)
}

async function work(): Promise<void> {
  pinThread(part.request.pin, part.worker)
  const shared = new SharedArrayBuffer(65_536)
  const surroundings = { cpuUs: threadCpuUs, processCpuUs, shared, roundTrip: roundTripThrough(messages) }
  const worker = await Worker.load(part, new SafePoint(null), surroundings)
  post({ type: 'ready', pid: process.pid })
  for (let start = readLine(channel); start !== null; start = readLine(channel)) {
    post(await worker.lap(Number(start)))
  }
}

printAtOnce()
sayLastErrors(post)
const part = JSON.parse(readLine(channel) ?? '') as WorkerPart

work()
  .catch((error: unknown) => {
    post(describeFailure(error, part.request.workload))
  })
  .finally(() => {
    endProcess(0)
  })
