/**
 * A process that does nothing but sample, in one of three ways, so that all CPU time it uses is the cost of that.
 * It reads "ours 3000" (or another way, and for how many ms) a line and answers one line of JSON; it ends with its stdin.
 *
 * Arguments: the built monitor, the pid above the processes to watch, and those processes.
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pidusage from 'pidusage'
import systeminformation from 'systeminformation'
import { Monitor } from '../../main/monitor/monitor.ts'

export interface SamplingAnswer {
  readonly samples: number
  /** The CPU time of this process and of the programs that it started and waited for. */
  readonly cpuMs: number
  readonly wallMs: number
}

const [monitorProgram = '', ...pidTexts] = process.argv.slice(2)
const [rootPid = 0, ...pids] = pidTexts.map(Number)
const tenPerSecondMs = 100
/** Both remember an answer for as long: asked sooner, they do not look again. */
const [processesStaleMs, idleMs] = [600, 1e9]
/** Linux counts the time of ended children in these. */
const clockTickMs = 10

let taken = 0
let monitor: Monitor | null = null

/** Made when it is first asked for: the hosts of the other ways have none. */
function ourMonitor(): Monitor {
  monitor ??= Monitor.start(monitorProgram, {
    sample: () => {
      taken++
    },
    overLimit: () => undefined,
  })
  return monitor
}

/** Samples for so long; answers how many there were. */
type Way = (durationMs: number) => Promise<number>

const ways: Readonly<Record<string, Way>> = {
  async ours(durationMs) {
    const monitor = ourMonitor()
    monitor.watchTrial({ pid: rootPid, memoryLimitBytes: Number.MAX_SAFE_INTEGER, samples: true })
    monitor.sampleEvery(tenPerSecondMs)
    const before = taken
    await sleep(durationMs)
    monitor.sampleEvery(idleMs)
    monitor.watchTrial(null)
    return taken - before
  },
  systeminformation: (durationMs) =>
    paced(durationMs, processesStaleMs, () =>
      Promise.all([systeminformation.processes(), systeminformation.currentLoad()]),
    ),
  pidusage: (durationMs) => paced(durationMs, tenPerSecondMs, () => pidusage(pids)),
}

async function paced(durationMs: number, everyMs: number, sample: () => Promise<unknown>): Promise<number> {
  const endMs = performance.now() + durationMs
  let samples = 0
  for (let nextMs = performance.now(); nextMs < endMs; nextMs += everyMs) {
    await sleep(Math.max(0, nextMs - performance.now()))
    await sample()
    samples++
  }
  return samples
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e3 + childrenCpuMs()
}

/** `cutime` and `cstime`, fields 16 and 17 of /proc/self/stat. */
function childrenCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * clockTickMs
}

const questions = createInterface({ input: process.stdin })
for await (const question of questions) {
  const [name = '', durationMs] = question.split(' ')
  const way = ways[name]
  if (way === undefined) throw new Error(`there is no way to sample called ${name}`)
  const [cpuBeforeMs, startedMs] = [cpuMs(), performance.now()]
  const samples = await way(Number(durationMs))
  const answer: SamplingAnswer = { samples, cpuMs: cpuMs() - cpuBeforeMs, wallMs: performance.now() - startedMs }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
process.exit()
