import { join } from 'node:path'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { median } from '../../experiments/core/numbers/statistics.ts'
import { programsIn } from '../../main/system/programs.ts'
import type { TrialRequest } from '../../main/trial/trial-request.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowOfPairs, type Pair } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { builtFolder } from '../../testbed/built-folder.ts'
import { bareLapMs, type BareOrder } from '../machine/bare-primes.ts'
import { LabTrials } from '../machine/lab-trials.ts'

const size = 2000
const [warmup, laps] = [2, 5]
/** On all tasks, whatever the share of a process: see the program. */
const bareWarmup = 5
/** The length of the shortest lap, which is that of all cores. */
const shortestLapMs = 150
const seed = 20261

interface Work {
  readonly tasks: number
  readonly passes: number
  readonly serialMs: number
}

type Way = 'lab serial' | 'lab processes' | 'bare serial' | 'bare processes'
const ways: readonly Way[] = ['lab serial', 'lab processes', 'bare serial', 'bare processes']

/**
 * Does the lab measure what is there? The speedup of `node/processes` at P, as the lab measures it, over the speedup of
 * as many bare processes that a shell starts and that no lab knows of.
 */
export const fidelity: Bench = {
  name: 'fidelity',
  budgetMs: 150_000,
  built: true,
  async run(surroundings) {
    const { folder, signal } = surroundings
    const lab = await LabTrials.open(programsIn(join(builtFolder(), 'main')), folder, signal)
    try {
      const pairs = await measure(lab, surroundings)
      const name = `fidelity × ${lab.usableCores}`
      const target = { low: 0.98, high: 1.02 }
      const note = 'speedup of node/processes over node/serial, and of bare processes over a bare one, on primes'
      return [rowOfPairs({ name, unit: '', target, peerVersion: `Node ${process.versions.node}`, note }, pairs)]
    } finally {
      await lab.close()
    }
  },
}

async function measure(lab: LabTrials, { signal, budgetMs, progress }: BenchSurroundings): Promise<readonly Pair[]> {
  const workers = lab.usableCores
  const work = await calibrated(workers, signal)
  const run = (way: Way): Promise<number> => {
    switch (way) {
      case 'lab serial':
        return labLapMs(lab, 'node/serial', 1, work)
      case 'lab processes':
        return labLapMs(lab, 'node/processes', workers, work)
      case 'bare serial':
        return bareLapMs(bareOrder(1, work, 1.4 * work.serialMs), signal)
      case 'bare processes':
        return bareLapMs(bareOrder(workers, work, 1.6 * work.serialMs), signal)
    }
  }
  const pairs: Pair[] = []
  const box = new TimeBox(budgetMs, 2, () => performance.now())
  while (box.next()) {
    progress(`pair ${box.rounds}`, box.used)
    const tookMs = new Map<Way, number>()
    for (const way of shuffledRound(ways, seed, box.rounds)) tookMs.set(way, await run(way))
    const of = (way: Way): number => tookMs.get(way) ?? Number.NaN
    pairs.push({
      ours: of('lab serial') / of('lab processes'),
      peer: of('bare serial') / of('bare processes'),
    })
  }
  return pairs
}

/** So many passes that a lap on all cores takes long enough. */
async function calibrated(workers: number, signal: AbortSignal): Promise<Work> {
  const tasks = 8 * workers
  const once = { workers: 1, size, tasks, passes: 1, warmup: 2, laps: 3, slotMs: 200 }
  const passMs = await bareLapMs(once, signal)
  const passes = Math.max(1, Math.ceil((shortestLapMs * workers) / passMs))
  return { tasks, passes, serialMs: passes * passMs }
}

function bareOrder(workers: number, { tasks, passes }: Work, slotMs: number): BareOrder {
  return { workers, size, tasks, passes, warmup: bareWarmup, laps, slotMs }
}

async function labLapMs(
  lab: LabTrials,
  id: 'node/serial' | 'node/processes',
  workers: number,
  { tasks, passes }: Work,
): Promise<number> {
  const workload = { kind: 'kernel' as const, kernel: 'primes' }
  const request: TrialRequest = {
    series: id,
    runtime: 'node',
    executor: id === 'node/serial' ? 'serial' : 'processes',
    workers,
    workload,
    size,
    seed: 1,
    tasks,
    passes,
    warmup,
    laps,
    switchIntervalMs: 5,
  }
  const run = await lab.run(request)
  return median(run.laps.flatMap((lap) => (lap.warmup ? [] : [lap.makespanMs])))
}
