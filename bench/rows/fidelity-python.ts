import { join } from 'node:path'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { median } from '../../experiments/core/numbers/statistics.ts'
import { findSeries, serialOf, type Series, type SeriesId } from '../../experiments/core/names/series.ts'
import type { RuntimeInfo } from '../../experiments/core/session/runtime-info.ts'
import { programsIn, type Programs } from '../../main/system/programs.ts'
import type { TrialWorkload } from '../../main/trial/trial-request.ts'
import { builtFolder } from '../../testbed/built-folder.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import type { BenchRow } from '../core/bench-row.ts'
import { rowNotMeasured, rowOfPairs, type Pair, type RowFrame } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { barePythonLapMs, type BarePythonOrder } from '../machine/bare-python.ts'
import { LabTrials } from '../machine/lab-trials.ts'

const [warmup, laps] = [2, 5]
/** The length of the shortest lap, which is that of all cores. */
const shortestLapMs = 150
const seed = 20262

const ids = ['cpython/processes', 'cpython-ft/threads', 'cpython/interpreters'] as const
const executors = {
  'cpython/processes': 'processes',
  'cpython-ft/threads': 'threads',
  'cpython/interpreters': 'interpreters',
} as const

interface Work {
  readonly name: string
  readonly size: number
  /** What threads that share a constant reach differs from start to start. */
  readonly target: RowFrame['target']
  workload(programs: Programs): TrialWorkload
  file(programs: Programs): string
}

const script = join(import.meta.dirname, '..', 'programs', 'shared-constant.py')
const works: readonly Work[] = [
  {
    name: 'primes',
    size: 64,
    target: { low: 0.98, high: 1.02 },
    workload: () => ({ kind: 'kernel', kernel: 'primes' }),
    file: ({ pythonKernels }) => join(pythonKernels, 'primes.py'),
  },
  {
    name: 'shared constant',
    size: 20_000,
    target: { low: 0.9, high: 1.1 },
    workload: () => ({ kind: 'script', path: script }),
    file: () => script,
  },
]

/** The same question as `fidelity`, in Python: the lab's speedup over that of a bare script's workers. */
export const fidelityPython: Bench = {
  name: 'fidelity-python',
  budgetMs: 300_000,
  built: true,
  async run(surroundings) {
    const { folder, signal } = surroundings
    const programs = programsIn(join(builtFolder(), 'main'))
    const series = ids.flatMap((id) => findSeries(id) ?? [])
    const lab = await LabTrials.open(programs, folder, signal, series)
    const rows: BenchRow[] = []
    try {
      for (const one of series) {
        for (const work of works) rows.push(await rowFor(lab, programs, one, work, surroundings, rows.length))
      }
    } finally {
      await lab.close()
    }
    return rows
  },
}

async function rowFor(
  lab: LabTrials,
  programs: Programs,
  series: Series,
  work: Work,
  surroundings: BenchSurroundings,
  done: number,
): Promise<BenchRow> {
  const all = ids.length * works.length
  const python = lab.runtimes.find(({ info }) => info.runtime === series.runtime)?.info
  const name = `fidelity ${series.id} × ${lab.usableCores}, ${work.name}`
  const frame = {
    name,
    unit: '',
    target: work.target,
    peerVersion: python === undefined ? null : `Python ${python.version}`,
  }
  if (python === undefined) return rowNotMeasured({ ...frame, note: `no ${series.runtime} was found` })
  const box = new TimeBox(surroundings.budgetMs / all, 2, () => performance.now())
  const progress = (): void => {
    surroundings.progress(`${name}, pair ${box.rounds}`, (done + box.used) / all)
  }
  return rowOfPairs(
    frame,
    await measure({ lab, programs, series, work, python, box, progress, signal: surroundings.signal }),
  )
}

interface Measurement {
  readonly lab: LabTrials
  readonly programs: Programs
  readonly series: Series
  readonly work: Work
  readonly python: RuntimeInfo
  readonly box: TimeBox
  readonly progress: () => void
  readonly signal: AbortSignal
}

async function measure(job: Measurement): Promise<readonly Pair[]> {
  const { lab, series, box, signal } = job
  const order = await calibrated(job)
  const ways: readonly (readonly [string, () => Promise<number>])[] = [
    ['lab serial', () => labLapMs(job, serialOf(series.id), 1, order)],
    ['lab', () => labLapMs(job, series.id, lab.usableCores, order)],
    ['bare serial', () => barePythonLapMs({ ...order, workers: 1, executor: 'threads' }, signal)],
    ['bare', () => barePythonLapMs(order, signal)],
  ]
  const pairs: Pair[] = []
  while (box.next()) {
    job.progress()
    const tookMs = new Map<string, number>()
    for (const [way, run] of shuffledRound(ways, seed, box.rounds)) tookMs.set(way, await run())
    const of = (way: string): number => tookMs.get(way) ?? Number.NaN
    pairs.push({ ours: of('lab serial') / of('lab'), peer: of('bare serial') / of('bare') })
  }
  return pairs
}

/** So many passes that a lap on all cores takes long enough. */
async function calibrated({ lab, programs, series, work, python, signal }: Measurement): Promise<BarePythonOrder> {
  const [program = 'python3', ...args] = python.command
  const workers = lab.usableCores
  const once: BarePythonOrder = {
    python: [program, ...args],
    file: work.file(programs),
    executor: executorOf(series.id),
    workers,
    size: work.size,
    tasks: 4 * workers,
    passes: 1,
    warmup,
    laps,
    warmupMs: 1000,
  }
  const passMs = await barePythonLapMs({ ...once, workers: 1, executor: 'threads' }, signal)
  const passes = Math.max(1, Math.ceil((shortestLapMs * workers) / passMs))
  // threads that share a constant may be slower than serial
  return { ...once, passes, warmupMs: 1.8 * warmup * passes * passMs }
}

function executorOf(id: SeriesId): BarePythonOrder['executor'] {
  const known = ids.find((one) => one === id)
  return known === undefined ? 'threads' : executors[known]
}

async function labLapMs(
  { lab, programs, work }: Measurement,
  id: SeriesId,
  workers: number,
  { size, tasks, passes }: BarePythonOrder,
): Promise<number> {
  const series = findSeries(id)
  if (series === undefined) throw new Error(`no such series: ${id}`)
  const { runtime, executor } = series
  const workload = work.workload(programs)
  const run = await lab.run({
    ...{ series: id, runtime, executor, workers, workload, size, seed: 1, tasks, passes, warmup, laps },
    switchIntervalMs: 5,
  })
  return median(run.laps.flatMap((lap) => (lap.warmup ? [] : [lap.makespanMs])))
}
