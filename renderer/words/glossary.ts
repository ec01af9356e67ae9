export interface GlossaryEntry {
  readonly word: string
  /** Other forms of the word that a text may use. */
  readonly forms?: readonly string[]
  readonly meaning: string
}

/** The words that a person meets in the window and may not know, in the order of the alphabet. */
export const glossary: readonly GlossaryEntry[] = [
  {
    word: 'Amdahl’s law',
    meaning:
      'The part of the work that only one worker can do limits the speedup of all: if a tenth is serial, no number of workers gets beyond 10×.',
  },
  {
    word: 'baseline',
    meaning: 'The series that others are compared with: threads under one lock, as CPython has it.',
  },
  {
    word: 'calibration',
    meaning: 'Short trials before the first round. They find an amount of work that takes long enough to time.',
  },
  {
    word: 'checksum',
    meaning:
      'A short number made from all results. If two series have different checksums, they did not do the same work.',
  },
  {
    word: 'coherency',
    meaning:
      'Work that every worker causes for every other one, such as keeping shared data the same. It grows with the square of the workers.',
  },
  {
    word: 'contention',
    meaning: 'Workers wait for something that only one can have at a time, such as a lock.',
  },
  {
    word: 'convoy',
    forms: ['convoy effect'],
    meaning: 'A thread that needs the lock only briefly waits again and again behind a thread that keeps it for long.',
  },
  {
    word: 'disturbed',
    meaning: 'Other programs used the cores during a trial, so that its workers did not get all they needed.',
  },
  {
    word: 'efficiency',
    meaning: 'Speedup divided by the number of workers: 100% if every worker adds as much as the first one.',
  },
  {
    word: 'extension',
    meaning: 'Native code that a Python program calls, such as NumPy. It can release the lock while it computes.',
  },
  {
    word: 'fork',
    forms: ['forked'],
    meaning: 'A way to start a process: the new one is a copy of the running one, with its memory.',
  },
  {
    word: 'forkserver',
    meaning: 'A way to start a process: a small server process, started once, forks each new one.',
  },
  {
    word: 'free-threaded',
    meaning: 'A build of CPython without the GIL: its threads can run Python code at the same time.',
  },
  {
    word: 'GIL',
    forms: ['interpreter lock', 'global interpreter lock'],
    meaning:
      'The global interpreter lock. A thread must hold it to run Python code, so only one thread of a process runs Python code at a time.',
  },
  {
    word: 'hand-off',
    meaning: 'The moment at which one thread releases the lock and another one gets it.',
  },
  {
    word: 'hold',
    forms: ['holds'],
    meaning: 'The time from when a thread gets the lock until it releases it.',
  },
  {
    word: 'interval',
    forms: ['95% interval', 'range'],
    meaning: 'The range that contains the true value in 95 of 100 sessions. A narrow range means a certain number.',
  },
  {
    word: 'lap',
    forms: ['laps'],
    meaning: 'The smallest thing that is timed: all workers start together, do their tasks, and the last one ends.',
  },
  {
    word: 'median',
    meaning: 'The value in the middle: half of the values are below it, half above.',
  },
  {
    word: 'monitor',
    meaning: 'The part of Lockstep that records cores, memory and threads while trials run.',
  },
  {
    word: 'overlap',
    meaning: 'The part of the time in which two workers really ran at the same moment.',
  },
  {
    word: 'oversubscribed',
    meaning: 'There are more workers than cores, so workers have to share them.',
  },
  {
    word: 'p95',
    forms: ['95th percentile'],
    meaning: '95 of 100 values are this or less. It shows the slow cases, which a median hides.',
  },
  {
    word: 'preview',
    meaning: 'A run of less than a minute, to see that all works. Its numbers are rough, and it decides nothing.',
  },
  {
    word: 'private memory',
    meaning: 'Memory that belongs to one process alone. Pages that processes share are not counted.',
  },
  {
    word: 'PSS',
    meaning: 'The memory of a process, where a page that several processes share is divided among them.',
  },
  {
    word: 'race',
    forms: ['race condition', 'races'],
    meaning: 'The result depends on which thread comes first. An increment can be lost in this way.',
  },
  {
    word: 'reference count',
    forms: ['reference counts'],
    meaning: 'How many references there are to an object. CPython frees the object when the count falls to zero.',
  },
  {
    word: 'round',
    forms: ['rounds'],
    meaning: 'Every series once, with every number of workers, in random order. More rounds make the ranges narrower.',
  },
  {
    word: 'RSS',
    meaning: 'The memory of a process that is in RAM. Pages that processes share are counted again for each.',
  },
  {
    word: 'seed',
    meaning: 'The number that random orders are made from. The same seed gives the same order again.',
  },
  {
    word: 'serial',
    meaning: 'One worker does all the tasks, one after the other.',
  },
  {
    word: 'serial fraction',
    meaning: 'The part of the work that only one worker can do.',
  },
  {
    word: 'series',
    meaning: 'One curve: a runtime, and how it runs the tasks, such as CPython threads.',
  },
  {
    word: 'session',
    meaning: 'The file with everything that one run recorded.',
  },
  {
    word: 'spawn',
    meaning: 'A way to start a process: a new interpreter starts from nothing and imports the code again.',
  },
  {
    word: 'speedup',
    meaning: 'How many times faster than serial. 2× means half of the time.',
  },
  {
    word: 'subinterpreter',
    forms: ['interpreters', 'subinterpreters'],
    meaning:
      'Another Python interpreter in the same process, with its own modules and, from CPython 3.12 on, its own lock.',
  },
  {
    word: 'switch interval',
    meaning: 'How long a thread of CPython may keep the lock while others wait for it: 5 ms, if nobody changes it.',
  },
  {
    word: 'task',
    forms: ['tasks'],
    meaning: 'One call of the function that is measured.',
  },
  {
    word: 'trial',
    forms: ['trials'],
    meaning: 'One fresh process that measures one series with one number of workers.',
  },
  {
    word: 'USL',
    forms: ['Universal Scalability Law'],
    meaning:
      'The Universal Scalability Law. It describes a curve by contention and coherency, and can show a maximum after which more workers are slower.',
  },
  {
    word: 'verdict',
    meaning: 'What the measured values say about a claim: true here, not true here, undecided, or shown by a model.',
  },
]

const byForm = new Map(
  glossary.flatMap((entry) => [entry.word, ...(entry.forms ?? [])].map((form) => [form.toLowerCase(), entry] as const)),
)

/** @returns the entry of a word or of one of its forms, whatever their case */
export function glossaryEntry(text: string): GlossaryEntry | undefined {
  return byForm.get(text.trim().toLowerCase())
}
