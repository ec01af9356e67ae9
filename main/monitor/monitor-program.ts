/** The monitor: a thread of its own in the lab's process that samples the machine and reports what sampling cost. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { nowUs } from '../system/clock.ts'
import { LinuxReader } from './readers/linux-reader.ts'
import { TableReader } from './readers/table-reader.ts'
import type { MonitorCommand, MonitorData, MonitorReport } from './messages.ts'
import { ReportBatch } from './report-batch.ts'
import { Sampler } from './sampler.ts'

const reader = process.platform === 'linux' ? new LinuxReader() : new TableReader()
const reports = new ReportBatch((report: MonitorReport) => {
  parentPort?.postMessage(report)
})
const sampler = new Sampler({
  reader,
  nowUs,
  cpuMs: () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1e3
  },
  take: (sample) => {
    reports.add(sample, sampler.intervalMs)
  },
  overLimit: (pid, rssBytes) => {
    reports.overLimit(pid, rssBytes)
  },
})

function obey(command: MonitorCommand): void {
  if (command.type === 'every') {
    sampler.sampleEvery(command.intervalMs)
    return
  }
  sampler.watch(command.trial)
  reports.flush()
}

function obeyAll(commands: MessagePort): void {
  for (let next = receiveMessageOnPort(commands); next !== undefined; next = receiveMessageOnPort(commands)) {
    obey(next.message as MonitorCommand)
  }
}

/** Goes on after a reading that failed, since the next one may succeed. */
function complain(error: unknown): void {
  process.stderr.write(`monitor: ${String(error)}\n`)
}

/**
 * If the system answers at once, the thread sleeps on the bell in between: being woken from there takes a third of the
 * CPU time that a timer of the event loop takes (60 in place of 167 µs, measured).
 */
function watchAsleep(commands: MessagePort, { bell }: MonitorData): never {
  let heard: number | null = null
  for (;;) {
    // a command is sent before the bell is rung for it
    const rung = Atomics.load(bell, 0)
    if (rung !== heard) obeyAll(commands)
    heard = rung
    if (Atomics.wait(bell, 0, rung, sampler.waitMs) !== 'timed-out') continue
    try {
      void sampler.look()
    } catch (error) {
      complain(error)
    }
  }
}

function watchByTimer(commands: MessagePort): void {
  let timer: NodeJS.Timeout | undefined
  let looking = false
  // the next look waits for the one before: none are queued
  const plan = (): void => {
    clearTimeout(timer)
    if (!looking) timer = setTimeout(look, sampler.waitMs)
  }
  const look = (): void => {
    looking = true
    Promise.resolve(sampler.look())
      .catch(complain)
      .finally(() => {
        looking = false
        plan()
      })
  }
  commands.on('message', (command: MonitorCommand) => {
    obey(command)
    plan()
  })
  plan()
}

if (parentPort !== null) {
  if (reader.immediate) watchAsleep(parentPort, workerData as MonitorData)
  else watchByTimer(parentPort)
}
