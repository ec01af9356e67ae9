import { nowUs } from '../../../system/clock.ts'
import { coreWaitReader } from '../worker/core-wait.ts'
import { ownPrograms } from '../worker/own-programs.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import type { BareAnswer } from './parts/bare-worker.ts'

/** Each kind is started so often; the first starts find less in the system's caches, which a median ignores. */
const turns = 10

interface Start {
  /** The time from the call to the worker's first own instruction. */
  readonly startMs: number
  /** How long the caller, and then the worker, had no core meanwhile; null if the system does not count it. */
  readonly coreWaitMs: number | null
}

/** Times the start of new processes and of new threads, in turns, so that a busy moment affects both. */
export const startUp: Probe = async (request, report) => {
  const { executor } = request
  if (executor !== 'processes' && executor !== 'threads') {
    throw new Error(`start-up times processes and threads: ${executor} starts nothing of another kind`)
  }
  const processes: Start[] = []
  const threads: Start[] = []
  for (let turn = 0; turn < turns; turn++) {
    if (executor === 'processes') processes.push(await timedStart('processes'))
    threads.push(await timedStart('threads'))
  }
  if (executor === 'processes') reportStarts(report, 'process', processes)
  reportStarts(report, 'thread', threads)
}

async function timedStart(executor: 'processes' | 'threads'): Promise<Start> {
  const ownWaitUs = coreWaitReader()
  const waitedBeforeUs = ownWaitUs()
  const calledUs = nowUs()
  const worker = startProbeWorker({ executor }, { part: 'start-up', input: null }, { program: ownPrograms.bareWorker })
  const waitedUs = ownWaitUs()
  const { startedUs, coreWaitUs } = (await worker.next()) as BareAnswer
  await worker.kill()
  return {
    startMs: (startedUs - calledUs) / 1e3,
    coreWaitMs:
      waitedBeforeUs === null || waitedUs === null || coreWaitUs === null
        ? null
        : (waitedUs - waitedBeforeUs + coreWaitUs) / 1e3,
  }
}

function reportStarts(report: ProbeReport, kind: string, starts: readonly Start[]): void {
  report.fact(
    `${kind}-start`,
    starts.map(({ startMs }) => startMs),
    'ms',
  )
  const waits = starts.flatMap(({ coreWaitMs }) => coreWaitMs ?? [])
  if (waits.length === starts.length) report.fact(`${kind}-core-wait`, waits, 'ms')
}
