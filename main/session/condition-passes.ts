import { groupBy } from '../../experiments/core/numbers/group-by.ts'
import { calibrationKey } from '../../experiments/core/names/series.ts'
import type { TrialRequest } from '../trial/trial-request.ts'
import { aimedLapMs, type CalibrationJob } from './calibration.ts'

const mostTries = 3
/** A lap of at least this part of its aim shows how many passes it takes; from a shorter one they are guessed. */
const telling = 1 / 5

export interface PassesJob extends Pick<CalibrationJob, 'pace' | 'run'> {
  /** One for each condition that times laps, but for serial; their passes are to be chosen. Keys are the conditions'. */
  readonly requests: ReadonlyMap<string, TrialRequest>
  /** The passes in a lap of serial; keys are those of `calibrationKey`. */
  readonly serialPasses: Readonly<Record<string, number>>
}

/**
 * Chooses the passes in a lap of each condition, so that all laps are about equally long however many workers share them.
 * Trials at 2, 4, 8 … workers are run for it: each begins with half the passes of the count before, so that its lap
 * takes from a quarter to half of the aim. The counts in between get passes in proportion: their laps are at most twice as long.
 * Switch intervals change a lap by little: their variants share the passes.
 * @returns the passes by the conditions' keys
 */
export async function passesOfConditions(job: PassesJob): Promise<Readonly<Record<string, number>>> {
  const passes: Record<string, number> = {}
  const kinds = groupBy(job.requests, ([, { series, executor }]) => `${calibrationKey(series)} ${executor}`)
  for (const conditions of kinds.values()) {
    // they are all of one runtime and one kernel
    const ofSerial = Math.max(...conditions.map(([, { series }]) => job.serialPasses[calibrationKey(series)] ?? 1))
    const single = conditions.filter(([, { workers }]) => workers === 1)
    const several = conditions.filter(([, { workers }]) => workers > 1)
    let known = { workers: 1, passes: ofSerial }
    let least = ofSerial
    for (const [key, request] of several.toSorted(([, a], [, b]) => a.workers - b.workers)) {
      const { workers } = request
      if (workers >= 2 * known.workers) known = { workers, passes: await passesOf(job, request, known.passes) }
      passes[key] = Math.ceil((known.passes * workers) / known.workers)
      least = Math.min(least, passes[key])
    }
    // one worker is as fast as serial, unless even several of them are far slower
    const asSerial = several.length > 0 && 2 * least >= ofSerial
    for (const [key, request] of single) passes[key] = asSerial ? ofSerial : await passesOf(job, request, least)
  }
  return passes
}

async function passesOf({ pace, run }: PassesJob, request: TrialRequest, start: number): Promise<number> {
  const aimedMs = aimedLapMs(pace, request)
  let passes = Math.ceil(start / 2)
  for (let tries = 0; tries < mostTries; tries++) {
    const { laps } = await run({ ...request, passes })
    // other programs, like a cold start, only make laps longer
    const lapMs = Math.min(...laps.map(({ makespanMs }) => makespanMs))
    // why there is none, the rounds will say; the least work has the best chance
    if (!(lapMs > 0 && lapMs < Infinity)) return 1
    passes = Math.max(1, Math.ceil((passes * aimedMs) / lapMs))
    if (lapMs >= telling * aimedMs) break
  }
  return passes
}
