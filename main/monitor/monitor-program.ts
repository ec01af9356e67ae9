/** The monitor: a thread of its own in the lab's process that samples the machine and reports what sampling cost. */
import { parentPort } from 'node:worker_threads'
import { nowUs } from '../runner/node/clock.ts'
import { machineReader } from './machine-reader.ts'
import type { MonitorCommand, MonitorReport } from './messages.ts'
import { Sampler } from './sampler.ts'

const sampler = new Sampler({
  reader: machineReader(process.platform),
  nowUs,
  cpuMs: () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1e3
  },
  ownRssBytes: () => process.memoryUsage.rss(),
  report: (message: MonitorReport) => {
    parentPort?.postMessage(message)
  },
})
let timer: NodeJS.Timeout | undefined
let looking = false

/** The next look waits for the one before: none are queued. */
function plan(): void {
  clearTimeout(timer)
  if (!looking) timer = setTimeout(look, sampler.waitMs)
}

function look(): void {
  looking = true
  sampler
    .look()
    .catch((error: unknown) => {
      // one reading failed (a system that answers nothing); the next one may not
      process.stderr.write(`monitor: ${String(error)}\n`)
    })
    .finally(() => {
      looking = false
      plan()
    })
}

plan()
parentPort?.on('message', (command: MonitorCommand) => {
  switch (command.type) {
    case 'every':
      sampler.sampleEvery(command.intervalMs)
      plan()
      return
    case 'trial':
      sampler.watch(command.trial)
      plan()
      return
    case 'stop':
      clearTimeout(timer)
      parentPort?.close()
  }
})
