import type { LapMessage, WorkerReport } from '../../../main/trial/trial-messages.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'
import type { ObservedRun } from '../../../main/trial/trial-runner.ts'
import type { SeededNumbers } from '../../../testbed/seeded-numbers.ts'
import { workerSpeeds, type Hardware } from './hardware.ts'
import { simulatedLoad } from './simulated-load.ts'
import { holdsInTurns, gapsInTurns } from './turns.ts'
import { workerTimes, type Work, type WorkerTime } from './work.ts'

/** The standard deviations of ln time between rounds, between trials of a round, and between laps of a trial. */
const scatter = { round: 0.02, trial: 0.03, lap: 0.025 }
/** Laps become as fast as they will be in a few steps. */
const warmUp = [1.3, 1.06, 1.01]
/** One unit of size takes so many ms a task. */
const taskMs = 0.002
const startMs = { process: 80, worker: 8, end: 30 }
const turnsPerMs = 4000
const turnsScatter = 0.003

export interface TrialOrder {
  readonly hardware: Hardware
  readonly work: Work
  readonly request: TrialRequest
  /** The time of the session. */
  readonly atMs: number
  /** ln of what this round's machine adds to all of its trials. */
  readonly roundNoise: number
  readonly timeoutMs: number
  readonly numbers: SeededNumbers
}

export interface SimulatedRun {
  readonly run: ObservedRun
  readonly durationMs: number
}

export function roundNoise(numbers: SeededNumbers): number {
  return scatter.round * numbers.normal()
}

/** One trial as the lab would be told of it, and how long it takes. */
export function simulatedTrial(order: TrialOrder): SimulatedRun {
  const { request, roundNoise, numbers, timeoutMs } = order
  const { workers } = request
  const times = workerTimes({ ...order, workers, tasks: request.tasks, serialMs: serialMsOf(request) })
  const warmups = request.warmup === 'auto' ? warmUp.length : request.warmup
  const trialNoise = roundNoise + scatter.trial * numbers.normal()
  const laps = Array.from({ length: warmups + request.laps }, (_, lap) => {
    const slower = warmUp[lap] ?? 1
    return lapMessage(order, times, lap, Math.exp(trialNoise + scatter.lap * numbers.normal()) * slower)
  })
  const startupMs = startMs.worker * workers
  const lapsMs = laps.reduce((sum, { makespanMs }) => sum + makespanMs, 0)
  const durationMs = startMs.process + startupMs + lapsMs + startMs.end
  const use = { workers, lapsMs, cpuMs: laps.reduce((sum, { cpuMs }) => sum + cpuMs, 0) }
  const load = simulatedLoad(order.hardware, use)
  const ended = { ...noRun, pids: [4000], processStartMs: startMs.process, startupMs, load }
  if (durationMs > timeoutMs) {
    const message = `did not end within ${timeoutMs} ms`
    return { run: { ...ended, outcome: { kind: 'timeout', message } }, durationMs: timeoutMs }
  }
  return { run: { ...ended, outcome: { kind: 'ok' }, laps }, durationMs }
}

/** What a single worker on an idle machine takes for a lap. */
export function serialMsOf({ size, tasks, passes }: TrialRequest): number {
  return size * tasks * passes * taskMs
}

const noRun = { laps: [], facts: [], startMethod: null } as const

function lapMessage(order: TrialOrder, times: readonly WorkerTime[], lap: number, noise: number): LapMessage {
  const { hardware, request, work, numbers, atMs } = order
  const { workers, executor } = request
  const isWarmup = lap < (request.warmup === 'auto' ? warmUp.length : request.warmup)
  const speeds = workerSpeeds(hardware, workers, atMs)
  const locked = work.kind === 'locked' && workers > 1
  const isModel = executor === 'locked-threads' && request.runtime === 'node'
  // the file keeps when threads ran for the first measured lap only
  const showsTurns = locked && !isWarmup && (lap === 0 || lap === warmUp.length)
  const reports = times.map((time, worker): WorkerReport => {
    const lateMs = hardware.timerMs * numbers.uniform() * (worker === 0 && !locked ? 0 : 0.5)
    const endMs = lateMs + time.endMs * noise
    const { core, share } = speeds[worker] ?? { core: 1, share: 1 }
    const turnMs = Math.max(request.switchIntervalMs, hardware.timerMs)
    const turns = { worker, workers, endMs, turnMs }
    return {
      startMs: lateMs,
      endMs,
      cpuMs: counted(time.cpuMs * noise, hardware.cpuStepMs, numbers),
      ...(hardware.tellsCoreWait ? { coreWaitMs: time.coreWaitMs * noise + 0.02 } : {}),
      ...(isModel ? { lockWaitMs: Math.max(0, time.endMs - time.cpuMs) * noise } : {}),
      ...(locked ? {} : { turnsPerMs: turnsPerMs * core * share * Math.exp(turnsScatter * numbers.normal()) }),
      checksum: 1,
      gaps: showsTurns && !isModel ? gapsInTurns(turns) : [],
      holds: showsTurns && isModel ? holdsInTurns(turns) : [],
      peakRssBytes: 40 * 2 ** 20,
    }
  })
  return {
    type: 'lap',
    lap,
    warmup: isWarmup,
    passes: request.passes,
    makespanMs: Math.max(...reports.map(({ endMs }) => endMs)),
    cpuMs: reports.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    checksum: `size ${request.size}`,
    workers: reports,
    peakRssBytes: 40 * 2 ** 20,
  }
}

/** A clock that counts whole steps shows one more or one less, as it happens to begin within one. */
function counted(ms: number, stepMs: number, numbers: SeededNumbers): number {
  return Math.floor(ms / stepMs + numbers.uniform()) * stepMs
}
