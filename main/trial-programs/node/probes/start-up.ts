import { nowUs } from '../../../system/clock.ts'
import { coreWaitReader } from '../worker/core-wait.ts'
import { ownPrograms } from '../worker/own-programs.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import type { BareAnswer } from './parts/bare-worker.ts'

/** Starts of each kind in a trial; the first ones find less in the system's caches, which a median shrugs off. */
const turns = 10

interface Start {
  /** From the call to the worker's first own instruction. */
  readonly startMs: number
  /** Of it, for how long the caller, and then the worker, had no core; null where the system does not tell. */
  readonly coreWaitMs: number | null
}

/** How long a new process and a new thread take until they run, in turns, so that a busy moment meets both alike. */
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
  if (executor === 'processes') tell(report, 'process', processes)
  tell(report, 'thread', threads)
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

function tell(report: ProbeReport, kind: string, starts: readonly Start[]): void {
  report.fact(
    `${kind}-start`,
    starts.map(({ startMs }) => startMs),
    'ms',
  )
  const waits = starts.flatMap(({ coreWaitMs }) => coreWaitMs ?? [])
  if (waits.length === starts.length) report.fact(`${kind}-core-wait`, waits, 'ms')
}
