import type { ClaimOf } from '../../../experiments/core/names/claims.ts'
import type { ShareKind } from '../../../experiments/core/time-split/share-kinds.ts'
import { leastLoss } from '../../../experiments/core/time-split/condition-time.ts'
import type { Hardware } from './hardware.ts'
import type { ProfileName } from './profiles.ts'
import { makespanMs, type Work } from './work.ts'
import type { WorldName } from './worlds.ts'

/**
 * Whether a machine can show a gain of several workers: it has two fast physical cores or more (`decides`); it has not, so
 * that only "cannot tell" is right (`cannot`); or other programs are on its cores, or it does not tell what they are, so that
 * "cannot tell" is no mistake, and a verdict has to be true (`may`).
 */
export type Power = 'decides' | 'cannot' | 'may'

export const powers: Readonly<Record<ProfileName, Power>> = {
  '1 core': 'cannot',
  '2 vCPU, 1 core': 'cannot',
  '2 vCPU, siblings untold': 'may',
  '2C/4T turbo': 'decides',
  '4C/8T turbo': 'decides',
  '4P+4E': 'decides',
  '8 cores, macOS': 'decides',
  '16 cores, busy neighbour': 'may',
  '64 cores': 'decides',
  '128 cores, 2 sockets': 'decides',
  'container 1.5 CPU': 'cannot',
  'container 4 of 64, hidden load': 'may',
  'container 4 CPU of 64': 'decides',
  'laptop that throttles': 'decides',
  Windows: 'decides',
}

type DecidedClaim = Exclude<ClaimOf<'cpu-bound'>, 'avoid-other-implementation'>

/** What is true of the runtimes, on whatever machine; no Jython is installed here. */
export const claimTruth: Readonly<Record<WorldName, Readonly<Record<DecidedClaim, 'confirmed' | 'refuted'>>>> = {
  textbook: {
    'process-uses-cores': 'confirmed',
    'process-cpu-bound': 'confirmed',
    'thread-no-cpu-gain': 'confirmed',
    'avoid-multiprocessing': 'confirmed',
    'avoid-free-threaded': 'confirmed',
    'avoid-interpreters': 'confirmed',
  },
  opposite: {
    'process-uses-cores': 'refuted',
    'process-cpu-bound': 'refuted',
    'thread-no-cpu-gain': 'refuted',
    'avoid-multiprocessing': 'refuted',
    'avoid-free-threaded': 'refuted',
    'avoid-interpreters': 'refuted',
  },
}

/** The speedup of this machine without the other programs, and before it throttles. */
export function trueSpeedup(hardware: Hardware, work: Work, workers: number, tasks: number): number {
  const alone: Hardware = { ...hardware, neighbours: { threads: 0, seen: true }, throttle: null }
  const order = { hardware: alone, serialMs: 1, tasks, atMs: 0 }
  const serialMs = makespanMs({ ...order, work: { kind: 'parallel' }, workers: 1 })
  return serialMs / makespanMs({ ...order, work, workers })
}

/** The parameters of each law for a kind of work, whatever the machine; null where the law does not describe it. */
export function trueParameter(work: Work, law: string, parameter: string, workers: number | null): number | null {
  switch (work.kind) {
    case 'parallel':
      return 0
    case 'amdahl':
      return parameter === 'coherency' ? 0 : work.serialFraction
    case 'usl': {
      const { contention, coherency } = work
      if (law === 'usl') return parameter === 'contention' ? contention : coherency
      if (law !== 'karp-flatt' || workers === null) return null
      // Karp and Flatt's fraction of that curve; what is slower than serial has none
      const fraction = contention + coherency * workers
      return fraction < 1 ? fraction : null
    }
    case 'locked':
      return law === 'usl' && parameter === 'contention' ? 1 : null
  }
}

/** The number of workers at which the work is fastest; infinite for work that has no such number. */
export function truePeak(work: Work): number {
  return work.kind === 'usl' ? Math.sqrt((1 - work.contention) / work.coherency) : Infinity
}

/** What a work's time at so many workers goes into, each on a fast core of its own, as parts of workers × makespan. */
function trueLosses(hardware: Hardware, work: Work, workers: number): Readonly<Partial<Record<ShareKind, number>>> {
  const others = workers - 1
  const slower = 1 - hardware.clock(workers)
  switch (work.kind) {
    case 'parallel':
      return { clock: slower }
    case 'locked':
      return { 'lock-wait': others / workers }
    case 'amdahl': {
      const whole = 1 + work.serialFraction * others
      return { imbalance: (work.serialFraction * others) / whole, clock: slower * ((1 - work.serialFraction) / whole) }
    }
    case 'usl': {
      const more = work.coherency * workers * others
      const whole = 1 + more + work.contention * others
      return {
        'more-cpu': more / whole,
        serial: (work.contention * others) / whole,
        clock: (slower * (1 + more)) / whole,
      }
    }
  }
}

/** The losses that may be named: a little more or less than a tenth, and than the largest, makes no verdict wrong. */
export function namedLosses(hardware: Hardware, work: Work, workers: number): readonly (ShareKind | null)[] {
  const losses = Object.entries(trueLosses(hardware, work, workers)) as [ShareKind, number][]
  const most = Math.max(0, ...losses.map(([, share]) => share))
  const near = losses.filter(([, share]) => share > leastLoss - nearly && share > most - nearly).map(([kind]) => kind)
  return most < leastLoss + nearly ? [...near, null] : near
}

const nearly = 0.05
