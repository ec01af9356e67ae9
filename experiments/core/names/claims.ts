export const chapters = ['Processes', 'Threads', 'The lock', 'Ways around it'] as const
export type Chapter = (typeof chapters)[number]

export interface Claim {
  readonly sentence: string
  /** The experiment of the catalogue that decides it, by the rule in experiments/core/claims/rules/EXPERIMENT.ts. */
  readonly experiment: string
  readonly chapter: Chapter
}

/**
 * Every claim of the textbook, in its order; docs/claims.md says how each is decided. An id is stable: sessions and
 * reports carry it.
 */
export const claims = {
  'process-independent': {
    sentence: 'A process is an instance of a program, independent of others',
    experiment: 'isolation',
    chapter: 'Processes',
  },
  'process-start-independent': {
    sentence: 'A new process is started independently from the first',
    experiment: 'isolation',
    chapter: 'Processes',
  },
  'process-separate-memory': {
    sentence: 'Memory is not shared between processes',
    experiment: 'isolation',
    chapter: 'Processes',
  },
  'process-uses-cores': {
    sentence: 'Processes take advantage of multiple CPUs and cores',
    experiment: 'cpu-bound',
    chapter: 'Processes',
  },
  'process-own-lock': {
    sentence: 'There is one lock for each process',
    experiment: 'lock-handoff',
    chapter: 'Processes',
  },
  'process-cpu-bound': {
    sentence: 'Processes are great for CPU-bound work',
    experiment: 'cpu-bound',
    chapter: 'Processes',
  },
  'process-killable': {
    sentence: 'Child processes are interruptible and killable',
    experiment: 'interrupt',
    chapter: 'Processes',
  },
  'process-slow-start': {
    sentence: 'Starting a process is slower than starting a thread',
    experiment: 'start-up',
    chapter: 'Processes',
  },
  'process-memory': {
    sentence: 'A process has a larger memory footprint',
    experiment: 'footprint',
    chapter: 'Processes',
  },
  'process-ipc': {
    sentence: 'Communication between processes is more complicated',
    experiment: 'message-passing',
    chapter: 'Processes',
  },
  'thread-many': {
    sentence: 'A process can hold many threads, each scheduled by itself',
    experiment: 'isolation',
    chapter: 'Threads',
  },
  'thread-shared-memory': {
    sentence: 'All threads of a process share its memory',
    experiment: 'isolation',
    chapter: 'Threads',
  },
  'thread-fast-start': {
    sentence: 'A thread starts faster than a process',
    experiment: 'start-up',
    chapter: 'Threads',
  },
  'thread-io-bound': {
    sentence: 'Threads are great for I/O-bound work',
    experiment: 'io-bound',
    chapter: 'Threads',
  },
  'thread-light': {
    sentence: 'A thread is lightweight: a low memory footprint',
    experiment: 'footprint',
    chapter: 'Threads',
  },
  'thread-locked': {
    sentence: 'There is one lock for all threads: threads are limited by it',
    experiment: 'lock-handoff',
    chapter: 'Threads',
  },
  'thread-no-cpu-gain': {
    sentence: 'Multithreading has no effect on CPU-bound work, because of the lock',
    experiment: 'cpu-bound',
    chapter: 'Threads',
  },
  'thread-not-killable': {
    sentence: 'Threads are not interruptible or killable',
    experiment: 'interrupt',
    chapter: 'Threads',
  },
  'thread-leak': {
    sentence: 'A thread that cannot be stopped leaks its memory',
    experiment: 'interrupt',
    chapter: 'Threads',
  },
  'thread-race': {
    sentence: 'Threads increase the potential for race conditions',
    experiment: 'race',
    chapter: 'Threads',
  },
  'lock-mutex': {
    sentence: 'The lock is a mutex: one thread controls the interpreter',
    experiment: 'lock-handoff',
    chapter: 'The lock',
  },
  'lock-multicore': {
    sentence: 'One thread executes at a time even on several cores',
    experiment: 'lock-handoff',
    chapter: 'The lock',
  },
  'refcount-tracks': {
    sentence: 'A reference count tracks the references to an object',
    experiment: 'refcount',
    chapter: 'The lock',
  },
  'refcount-frees': {
    sentence: 'When the count reaches zero the memory is released',
    experiment: 'refcount',
    chapter: 'The lock',
  },
  'lock-refcount': {
    sentence: 'Unprotected counts leak memory or free it while in use',
    experiment: 'refcount',
    chapter: 'The lock',
  },
  'avoid-multiprocessing': {
    sentence: 'Multiprocessing avoids the lock',
    experiment: 'cpu-bound',
    chapter: 'Ways around it',
  },
  'avoid-other-implementation': {
    sentence: 'An implementation without the lock (Jython, IronPython) avoids it',
    experiment: 'cpu-bound',
    chapter: 'Ways around it',
  },
  'avoid-extension': {
    sentence: 'Binary extension modules (NumPy, SciPy) avoid the lock',
    experiment: 'extension',
    chapter: 'Ways around it',
  },
  'avoid-free-threaded': {
    sentence: 'Free-threaded CPython avoids the lock (newer than the textbook)',
    experiment: 'cpu-bound',
    chapter: 'Ways around it',
  },
  'avoid-interpreters': {
    sentence: 'One interpreter per thread avoids the lock (newer than the textbook)',
    experiment: 'cpu-bound',
    chapter: 'Ways around it',
  },
  'lock-convoy': {
    sentence: 'A CPU-bound thread delays an I/O-bound one under the lock (beyond the textbook)',
    experiment: 'convoy',
    chapter: 'The lock',
  },
} as const satisfies Readonly<Record<string, Claim>>

export type ClaimId = keyof typeof claims
export const claimIds = Object.keys(claims) as readonly ClaimId[]

export type ClaimOf<Experiment extends string> = {
  [id in ClaimId]: (typeof claims)[id]['experiment'] extends Experiment ? id : never
}[ClaimId]

/** The experiments that decide claims, in the order of their first claims. */
export const decidingExperiments: readonly string[] = [...new Set(claimIds.map((id) => claims[id].experiment))]
