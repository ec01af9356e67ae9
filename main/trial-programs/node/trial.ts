/**
 * The program of one trial: reads a request from stdin, creates the workers, runs warm-up and measured laps and reports
 * each to the lab, on a channel of its own. It coordinates and sleeps; the work is done by its workers.
 */
import { dirname } from 'node:path'
import { addChecksums, formatChecksum } from '../../../experiments/core/numbers/checksum.ts'
import type { LapMessage, TrialMessage, WorkerReport } from '../../trial/trial-messages.ts'
import type { SentRequest, TrialRequest } from '../../trial/trial-request.ts'
import { nowUs } from '../../system/clock.ts'
import { CrewFailure, type Crew } from './crews/crew.ts'
import { describeFailure, Missing } from './worker/failure.ts'
import { sayLastErrors } from './worker/last-errors.ts'
import { endProcess, peakRssBytes as peakRssOfThisProcess } from './worker/own-process.ts'
import { printAtOnce } from './worker/print-at-once.ts'
import { readLine } from './worker/read-line.ts'
import { findProbe } from './probes/probes.ts'
import { LabChannel } from './lab-channel.ts'

const maxWarmupLaps = 10
/** Warm-up is over when two successive laps differ by less than this. */
const steadyWithin = 0.05

/** Loads only the crew that the request asks for, so that every trial starts sooner. */
async function crewOf(request: TrialRequest): Promise<Crew> {
  switch (request.executor) {
    case 'processes':
      return new (await import('./crews/process-crew.ts')).ProcessCrew(request)
    case 'async':
      return new (await import('./crews/event-loop-crew.ts')).EventLoopCrew(request, 'on-loop')
    case 'pool':
      return new (await import('./crews/event-loop-crew.ts')).EventLoopCrew(request, 'in-pool')
    case 'serial':
    case 'threads':
    case 'locked-threads':
      return new (await import('./crews/thread-crew.ts')).ThreadCrew(request)
    default:
      throw new Missing(`Node has no executor called ${request.executor}`)
  }
}

async function runTrial(request: TrialRequest): Promise<void> {
  if (request.workload.kind === 'probe') await runProbe(request.workload.probe, request)
  else await runLaps(request)
  say({ type: 'done' })
}

async function runProbe(name: string, request: TrialRequest): Promise<void> {
  const probe = await findProbe(name)
  if (probe === undefined) throw new Missing(`Node has no probe called ${name}`)
  await probe(request, {
    fact: (name, value, unit = '') => {
      say({ type: 'fact', name, value, unit })
    },
    ready: (startupMs, pids) => {
      say({ type: 'ready', startupMs, pids: [...pids] })
    },
  })
}

async function runLaps(request: TrialRequest): Promise<void> {
  // a module is at home in its own folder: it finds its files there
  if (request.workload.kind === 'module') process.chdir(dirname(request.workload.path))
  const crew = await crewOf(request)
  const startedUs = nowUs()
  const pids = await crew.start()
  say({ type: 'ready', startupMs: (nowUs() - startedUs) / 1e3, pids })

  const warmupLimit = request.warmup === 'auto' ? maxWarmupLaps : request.warmup
  let lap = 0
  let previousMs = Number.POSITIVE_INFINITY
  for (let steady = false; lap < warmupLimit && !steady; lap++) {
    const { makespanMs } = report(request, lap, true, await crew.lap())
    steady = request.warmup === 'auto' && Math.abs(makespanMs - previousMs) < steadyWithin * previousMs
    previousMs = makespanMs
  }
  for (const last = lap + request.laps; lap < last; lap++) report(request, lap, false, await crew.lap())
  await crew.close()
}

/** Adds to the workers' reports what only the coordinator knows. */
function report(request: TrialRequest, lap: number, warmup: boolean, workers: readonly WorkerReport[]): LapMessage {
  const message: LapMessage = {
    type: 'lap',
    lap,
    warmup,
    makespanMs: Math.max(...workers.map(({ endMs }) => endMs)),
    cpuMs: workers.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    checksum: formatChecksum(workers.reduce((sum, { checksum }) => addChecksums(sum, checksum), 0)),
    workers: [...workers],
    peakRssBytes: peakRssBytes(request, workers),
  }
  say(message)
  return message
}

/** The sum over the trial's processes: threads share this one, worker processes come on top of it. */
function peakRssBytes({ executor }: TrialRequest, workers: readonly WorkerReport[]): number {
  const own = peakRssOfThisProcess()
  if (executor !== 'processes') return own
  return workers.reduce((sum, worker) => sum + worker.peakRssBytes, own)
}

const startedUs = nowUs()
printAtOnce()
const line = readLine(0)
// without a request the lab is gone
if (line === null) process.exit()
const { secret, ...request } = JSON.parse(line) as SentRequest
const lab = new LabChannel(secret)
const say = (message: TrialMessage): void => {
  lab.say(message)
}
say({ type: 'hello', pid: process.pid, clockUs: startedUs })
sayLastErrors(say)
runTrial(request).then(
  () => endProcess(0),
  (error: unknown) => {
    say(error instanceof CrewFailure ? error.failure : describeFailure(error, request.workload))
    endProcess(1)
  },
)
