/**
 * The monitor: a thread of its own in the lab's process that samples the machine at a steady pace and reports what
 * sampling cost. A sample that comes due while the last one is still being taken is skipped, never queued.
 */
import { parentPort } from 'node:worker_threads'
import systeminformation from 'systeminformation'
import { nowUs } from '../runner/node/clock.ts'
import type { MonitorCommand, MonitorReport } from './messages.ts'
import { memoryProbe, type ProcessMemory } from './resident-memory.ts'

/** The memory limit is looked at this often, however rarely samples are wanted. */
const guardEveryMs = 200

const probe = memoryProbe(process.platform)
let sampleEveryMs = 1000
let trial: { readonly pid: number; readonly limitBytes: number } | null = null
let nextSampleUs = 0
let busy = false

function report(message: MonitorReport): void {
  parentPort?.postMessage(message)
}

async function look(): Promise<void> {
  const watched = trial
  const processes = watched === null ? [] : await probe.read(watched.pid)
  if (watched !== null) {
    const rssBytes = processes.reduce((sum, process) => sum + process.rssBytes, 0)
    if (rssBytes > watched.limitBytes) report({ type: 'over-limit', pid: watched.pid, rssBytes })
  }
  const clockUs = nowUs()
  if (clockUs < nextSampleUs) return
  nextSampleUs = Math.max(nextSampleUs + sampleEveryMs * 1e3, clockUs)
  await sample(clockUs, processes, watched?.pid ?? null)
}

async function sample(clockUs: number, processes: readonly ProcessMemory[], root: number | null): Promise<void> {
  const before = process.threadCpuUsage()
  const [load, memory] = [await systeminformation.currentLoad(), await systeminformation.mem()]
  const cost = process.threadCpuUsage(before)
  report({
    type: 'sample',
    clockUs,
    sample: {
      record: 'sample',
      cores: load.cpus.map((core) => Math.min(1, Math.max(0, core.load / 100))),
      memory: { usedBytes: memory.active, totalBytes: memory.total },
      processes: [
        { pid: process.pid, role: 'lab', rssBytes: process.memoryUsage.rss() },
        ...processes.map(({ pid, rssBytes }) => ({
          pid,
          role: pid === root ? ('trial' as const) : ('worker' as const),
          rssBytes,
        })),
      ],
      costMs: (cost.user + cost.system) / 1e3,
    },
  })
}

function beat(): void {
  if (busy) return
  busy = true
  look()
    .catch((error: unknown) => {
      // one reading failed (a system that answers nothing); the next one may not
      process.stderr.write(`monitor: ${String(error)}\n`)
    })
    .finally(() => {
      busy = false
    })
}

let timer = setInterval(beat, guardEveryMs)

parentPort?.on('message', (command: MonitorCommand) => {
  switch (command.type) {
    case 'every':
      sampleEveryMs = command.intervalMs
      nextSampleUs = 0
      clearInterval(timer)
      timer = setInterval(beat, Math.min(guardEveryMs, sampleEveryMs))
      return
    case 'trial':
      trial = command.pid === null ? null : { pid: command.pid, limitBytes: command.memoryLimitBytes }
      return
    case 'stop':
      clearInterval(timer)
      parentPort?.close()
  }
})
