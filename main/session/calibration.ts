import { groupBy } from '../../experiments/core/numbers/group-by.ts'
import { findKernel, type Kernel } from '../../experiments/core/names/kernels.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { calibrationKey, variantKernel, type RuntimeId } from '../../experiments/core/names/series.ts'
import type { TrialRequest } from '../trial/trial-request.ts'
import type { TrialRun } from '../trial/trial-process.ts'

const margin = 1.15
const maxSteps = 5
/** The clocks of the trials count microseconds: work of no length takes none of them. */
const leastPassMs = 0.001

export interface Pace {
  /** A lap takes at least this long; a margin for noise comes on top. */
  readonly shortestLapMs: number
  /** The same limit for tasks that wait, which a busy core hardly makes longer. */
  readonly shortestWaitingLapMs: number
  /** One pass over all tasks takes about this long in the slowest runtime, if the size is the lab's to choose. */
  readonly passTargetMs: number
}

export const fullPace: Pace = { shortestLapMs: 200, shortestWaitingLapMs: 40, passTargetMs: 250 }
/** A quick look decides no claim on a ratio: its laps are shorter, so that it is over within a minute. */
export const quickPace: Pace = { shortestLapMs: 60, shortestWaitingLapMs: 20, passTargetMs: 100 }

export interface CalibrationJob {
  /** One serial request for each runtime and kernel, with one pass; its size holds if it is not the lab's to choose. */
  readonly requests: readonly TrialRequest[]
  /**
   * Whether the size of the experiment's own workload is the lab's to choose; the size of a variant's kernel always is.
   */
  readonly chooseSize: boolean
  readonly pace: Pace
  run(request: TrialRequest): Promise<TrialRun>
}

/** What calibration finds out by serial trials. */
export interface SerialCalibration {
  /** Keys are kernels of variants; '' is the experiment's own workload. */
  readonly sizes: Readonly<Record<string, number>>
  /** The passes in a lap of serial. Keys are those of `calibrationKey`. */
  readonly passes: Readonly<Record<string, number>>
  /** The checksums of a serial pass, with which every series has to agree; keys are those of `sizes`. */
  readonly checksums: Readonly<Record<string, string>>
  /** Series whose serial trial failed run one pass a lap. */
  readonly failures: readonly { readonly key: string; readonly outcome: Outcome }[]
}

export interface Calibration extends SerialCalibration {
  /** The passes in a lap of every other condition, by its key; a condition without has those of serial. */
  readonly conditionPasses: Readonly<Record<string, number>>
}

/** Chooses the size of each kernel by the slowest runtime, then the passes of a serial lap for each runtime. */
export async function calibrate(job: CalibrationJob): Promise<SerialCalibration> {
  const sizes: Record<string, number> = {}
  const passes: Record<string, number> = {}
  const checksums: Record<string, string> = {}
  const failures: { key: string; outcome: Outcome }[] = []
  for (const [kernel, requests] of groupBy(job.requests, ({ series }) => variantKernel(series))) {
    const { size, measured } = await sized(job, requests, kernel !== '' || job.chooseSize)
    sizes[kernel] = size
    for (const { key, passMs, outcome } of measured) {
      const aimedMs = aimedLapMs(job.pace, requests[0])
      passes[key] = passMs === null ? 1 : Math.max(1, Math.ceil(aimedMs / Math.max(passMs, leastPassMs)))
      if (outcome.kind !== 'ok') failures.push({ key, outcome })
    }
    const agreed = agreedChecksum(measured)
    if (agreed !== null) checksums[kernel] = agreed
  }
  return { sizes, passes, checksums, failures }
}

/** @returns how long a lap should take */
export function aimedLapMs(pace: Pace, request: TrialRequest | undefined): number {
  return factsOf(request)?.waits === true ? pace.shortestWaitingLapMs : pace.shortestLapMs * margin
}

interface PassTime {
  readonly key: string
  readonly runtime: RuntimeId
  /** Null if the trial failed. */
  readonly passMs: number | null
  readonly checksum: string | null
  readonly outcome: Outcome
}

async function sized(
  job: CalibrationJob,
  requests: readonly TrialRequest[],
  chosen: boolean,
): Promise<{ size: number; measured: readonly PassTime[] }> {
  const facts = factsOf(requests[0])
  const { passTargetMs } = job.pace
  let size = chosen ? (facts?.startSize ?? 1) : (requests[0]?.size ?? 1)
  const choose = chosen && facts?.waits !== true && facts?.sizeStays !== true
  let measured = await measureAll(job, requests, size)
  for (let step = 1; choose && step < maxSteps; step++) {
    const slowestMs = Math.max(...measured.map(({ passMs }) => passMs ?? 0))
    if (slowestMs === 0 || (slowestMs > passTargetMs / 2 && slowestMs < passTargetMs * 1.5)) break
    const resized = grow(size, (passTargetMs / slowestMs) ** (1 / (facts?.growth ?? 1)))
    if (resized === size) break
    size = resized
    measured = await measureAll(job, requests, size)
  }
  return { size, measured }
}

async function measureAll(job: CalibrationJob, requests: readonly TrialRequest[], size: number): Promise<PassTime[]> {
  const times: PassTime[] = []
  for (const request of requests) {
    const first = await job.run({ ...request, size })
    // what crashes twice is the program's fault, and no accident
    const { outcome, laps } = first.outcome.kind === 'crashed' ? await job.run({ ...request, size }) : first
    // the last lap is the warmest
    const lap = outcome.kind === 'ok' ? laps.at(-1) : undefined
    const [passMs, checksum] = lap === undefined ? [null, null] : [lap.makespanMs / request.passes, lap.checksum]
    times.push({ key: calibrationKey(request.series), runtime: request.runtime, passMs, checksum, outcome })
  }
  return times
}

/**
 * A kernel is written once for Node and once for all Pythons, so that however many Pythons agree, they are one voice:
 * the checksum of Node counts, whose version comes with the lab. Among Pythons alone each runtime has a voice, and the
 * first of them decides a draw.
 */
function agreedChecksum(measured: readonly PassTime[]): string | null {
  const node = measured.find(({ runtime }) => runtime === 'node')
  if (typeof node?.checksum === 'string') return node.checksum
  const checksums = measured.flatMap(({ checksum }) => checksum ?? [])
  const groups = [...groupBy(checksums, (checksum) => checksum).values()]
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0] ?? null
}

/** @returns the size times the factor, rounded to two significant digits */
function grow(size: number, factor: number): number {
  return Math.max(1, Math.round(Number((size * factor).toPrecision(2))))
}

function factsOf(request: TrialRequest | undefined): Kernel | undefined {
  const workload = request?.workload
  return workload?.kind === 'kernel' ? findKernel(workload.kernel) : undefined
}
