import type { Outcome } from '../../experiments/core/outcome.ts'
import { findKernel } from '../../experiments/workloads/kernels.ts'
import { median } from '../../experiments/core/statistics.ts'
import type { TrialOrder } from '../runtimes/runtime.ts'
import type { TrialRun } from './trial-process.ts'

/** DESIGN §6: the shortest lap, at the highest worker count, takes at least this long; with a margin for noise. */
const shortestLapMs = 200
const margin = 1.15
/** What one pass over all tasks takes in the slowest runtime, when the size is ours to choose. */
const passTargetMs = 250
const maxSteps = 5

export interface CalibrationJob {
  /** One serial order for each runtime, with a size and one pass. */
  readonly orders: readonly TrialOrder[]
  readonly size: number | 'auto'
  /** How many times shorter than a serial lap the shortest lap can be. */
  readonly bestSpeedup: number
  run(order: TrialOrder): Promise<TrialRun>
}

export interface Calibration {
  readonly size: number
  /** By runtime. */
  readonly passes: Readonly<Record<string, number>>
  /** What a serial pass computed, which every series has to agree with; null where every serial trial failed. */
  readonly checksum: string | null
  /** Runtimes whose serial trial failed; they run one pass a lap. */
  readonly failures: readonly { readonly runtime: string; readonly outcome: Outcome }[]
}

/** Chooses the size (where the file says auto) by the slowest runtime, then the passes for each runtime. */
export async function calibrate(job: CalibrationJob): Promise<Calibration> {
  let size = job.size === 'auto' ? startSize(job.orders) : job.size
  let measured = await measureAll(job, size)
  for (let step = 1; job.size === 'auto' && step < maxSteps; step++) {
    const slowestMs = Math.max(...measured.map(({ passMs }) => passMs ?? 0))
    if (slowestMs === 0 || (slowestMs > passTargetMs / 2 && slowestMs < passTargetMs * 1.5)) break
    const resized = grow(job.orders, size, passTargetMs / slowestMs)
    if (resized === size) break
    size = resized
    measured = await measureAll(job, size)
  }
  const passes: Record<string, number> = {}
  const failures: { runtime: string; outcome: Outcome }[] = []
  for (const { runtime, passMs, outcome } of measured) {
    passes[runtime] = passMs === null ? 1 : Math.max(1, Math.ceil((shortestLapMs * margin * job.bestSpeedup) / passMs))
    if (outcome.kind !== 'ok') failures.push({ runtime, outcome })
  }
  return { size, passes, checksum: measured.find((one) => one.checksum !== null)?.checksum ?? null, failures }
}

interface PassTime {
  readonly runtime: string
  /** Null where the trial failed. */
  readonly passMs: number | null
  readonly checksum: string | null
  readonly outcome: Outcome
}

async function measureAll(job: CalibrationJob, size: number): Promise<PassTime[]> {
  const times: PassTime[] = []
  for (const order of job.orders) {
    const { outcome, laps } = await job.run({ ...order, size })
    const measured = laps.filter((lap) => !lap.warmup).map((lap) => lap.makespanMs)
    const passMs = outcome.kind === 'ok' && measured.length > 0 ? median(measured) / order.passes : null
    const checksum = passMs === null ? null : (laps.at(-1)?.checksum ?? null)
    times.push({ runtime: order.series.runtime, passMs, checksum, outcome })
  }
  return times
}

function startSize(orders: readonly TrialOrder[]): number {
  return kernelOf(orders)?.startSize ?? 1
}

/** The size at which a pass takes `factor` times as long, to two significant digits. */
function grow(orders: readonly TrialOrder[], size: number, factor: number): number {
  const exact = size * factor ** (1 / (kernelOf(orders)?.growth ?? 1))
  return Math.max(1, Number(exact.toPrecision(2)))
}

function kernelOf(orders: readonly TrialOrder[]): ReturnType<typeof findKernel> {
  const workload = orders[0]?.workload
  return workload?.kind === 'kernel' ? findKernel(workload.kernel) : undefined
}
