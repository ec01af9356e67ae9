import type { ClaimOf } from '../../../experiments/core/names/claims.ts'
import type { ShareKind } from '../../../experiments/core/time-split/share-kinds.ts'
import type { Hardware } from './hardware.ts'
import type { ProfileName } from './profiles.ts'
import { makespanMs, type Work } from './work.ts'
import type { WorldName } from './worlds.ts'

/**
 * Whether a machine can show a gain of several workers: it has two fast physical cores or more (`decides`); it has not, so
 * that only "cannot tell" is right (`cannot`); it has, but other programs are on them, so that "cannot tell" is no mistake
 * and nothing else is asked for (`disturbed`).
 */
export type Power = 'decides' | 'cannot' | 'disturbed'

export const powers: Readonly<Record<ProfileName, Power>> = {
  '1 core': 'cannot',
  '2 vCPU, 1 core': 'cannot',
  '2C/4T turbo': 'decides',
  '4C/8T turbo': 'decides',
  '4P+4E': 'decides',
  '8 cores, macOS': 'decides',
  '16 cores, busy neighbour': 'disturbed',
  '64 cores': 'decides',
  '128 cores, 2 sockets': 'decides',
  'container 1.5 CPU': 'cannot',
  'container 4 of 64, hidden load': 'disturbed',
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
      // Karp and Flatt's fraction of that curve
      return law === 'karp-flatt' && workers !== null ? contention + coherency * workers : null
    }
    case 'locked':
      return law === 'usl' && parameter === 'contention' ? 1 : null
  }
}

/** The number of workers at which the work is fastest; infinite for work that has no such number. */
export function truePeak(work: Work): number {
  return work.kind === 'usl' ? Math.sqrt((1 - work.contention) / work.coherency) : Infinity
}

/** The largest loss of the work at so many workers, each on a fast core of its own; null where none takes a tenth. */
export function trueLoss(work: Work, workers: number): ShareKind | null {
  switch (work.kind) {
    case 'parallel':
      return null
    case 'locked':
      return 'lock-wait'
    case 'amdahl': {
      const idle = (work.serialFraction * (workers - 1)) / (1 + work.serialFraction * (workers - 1))
      return idle > 0.1 ? 'imbalance' : null
    }
    case 'usl': {
      const others = workers - 1
      const more = work.coherency * workers * others
      return more / (1 + more + work.contention * others) > 0.1 ? 'useful' : null
    }
  }
}
