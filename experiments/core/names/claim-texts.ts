import type { ClaimId } from './claim-ids.ts'

const sentences: Readonly<Record<ClaimId, string>> = {
  'process-independent': 'A process is an instance of a program, independent of others',
  'process-start-independent': 'A new process is started independently from the first',
  'process-separate-memory': 'Memory is not shared between processes',
  'process-uses-cores': 'Processes take advantage of multiple CPUs and cores',
  'process-own-lock': 'There is one lock for each process',
  'process-cpu-bound': 'Processes are great for CPU-bound work',
  'process-killable': 'Child processes are interruptible and killable',
  'process-slow-start': 'Starting a process is slower than starting a thread',
  'process-memory': 'A process has a larger memory footprint',
  'process-ipc': 'Communication between processes is more complicated',
  'thread-many': 'A process can hold many threads, each scheduled by itself',
  'thread-shared-memory': 'All threads of a process share its memory',
  'thread-fast-start': 'A thread starts faster than a process',
  'thread-io-bound': 'Threads are great for I/O-bound work',
  'thread-light': 'A thread is lightweight: a low memory footprint',
  'thread-locked': 'There is one lock for all threads: threads are limited by it',
  'thread-no-cpu-gain': 'Multithreading has no effect on CPU-bound work, because of the lock',
  'thread-not-killable': 'Threads are not interruptible or killable',
  'thread-leak': 'A thread that cannot be stopped leaks its memory',
  'thread-race': 'Threads increase the potential for race conditions',
  'lock-mutex': 'The lock is a mutex: one thread controls the interpreter',
  'lock-multicore': 'One thread executes at a time even on several cores',
  'refcount-tracks': 'A reference count tracks the references to an object',
  'refcount-frees': 'When the count reaches zero the memory is released',
  'lock-refcount': 'Unprotected counts leak memory or free it while in use',
  'avoid-multiprocessing': 'Multiprocessing avoids the lock',
  'avoid-other-implementation': 'An implementation without the lock (Jython, IronPython) avoids it',
  'avoid-extension': 'Binary extension modules (NumPy, SciPy) avoid the lock',
  'avoid-free-threaded': 'Free-threaded CPython avoids the lock (newer than the textbook)',
  'avoid-interpreters': 'One interpreter per thread avoids the lock (newer than the textbook)',
  'lock-convoy': 'A CPU-bound thread delays an I/O-bound one under the lock (beyond the textbook)',
}

const experiments: Readonly<Record<ClaimId, string>> = {
  'process-independent': 'isolation',
  'process-start-independent': 'isolation',
  'process-separate-memory': 'isolation',
  'process-uses-cores': 'cpu-bound',
  'process-own-lock': 'lock-handoff',
  'process-cpu-bound': 'cpu-bound',
  'process-killable': 'interrupt',
  'process-slow-start': 'start-up',
  'process-memory': 'footprint',
  'process-ipc': 'message-passing',
  'thread-many': 'isolation',
  'thread-shared-memory': 'isolation',
  'thread-fast-start': 'start-up',
  'thread-io-bound': 'io-bound',
  'thread-light': 'footprint',
  'thread-locked': 'lock-handoff',
  'thread-no-cpu-gain': 'cpu-bound',
  'thread-not-killable': 'interrupt',
  'thread-leak': 'interrupt',
  'thread-race': 'race',
  'lock-mutex': 'lock-handoff',
  'lock-multicore': 'lock-handoff',
  'refcount-tracks': 'refcount',
  'refcount-frees': 'refcount',
  'lock-refcount': 'refcount',
  'avoid-multiprocessing': 'cpu-bound',
  'avoid-other-implementation': 'cpu-bound',
  'avoid-extension': 'extension',
  'avoid-free-threaded': 'cpu-bound',
  'avoid-interpreters': 'cpu-bound',
  'lock-convoy': 'convoy',
}

export interface ClaimText {
  /** What the textbook says. */
  readonly sentence: string
  /** The experiment of the catalogue that decides it. */
  readonly experiment: string
}

export function claimText(id: ClaimId): ClaimText {
  return { sentence: sentences[id], experiment: experiments[id] }
}
