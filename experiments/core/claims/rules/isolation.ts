import { formatMs } from '../../text/format-number.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimRule, ClaimRules } from '../judging/claim-rule.ts'
import { askedOf, factRule, type FactQuestion, type FactSubject } from '../judging/fact-rule.ts'

const ownPids: FactQuestion = {
  name: 'pids',
  holding: 'each worker had a process id of its own',
  failing: 'workers shared a process id',
  byConstruction: 'the system numbers its processes',
  holds: (value, workers) => value === workers,
}

const othersFinish: FactQuestion = {
  name: 'others-finished',
  holding: 'the others finished after one was killed',
  failing: 'others did not finish after one was killed',
  holds: (value, workers) => value === workers - 1,
}

const freshModules: FactQuestion = {
  name: 'fresh-modules',
  holding: 'each worker found its modules fresh, without what the first process had written into one',
  failing: 'workers found what the first process had written into a module',
  holds: (value, workers) => value === workers,
}

const childOutlives: FactQuestion = {
  name: 'child-outlives-parent',
  holding: 'a child survived its parent, which was killed,',
  failing: 'a child did not survive its parent, which was killed,',
  holds: (value) => value === true,
}

const writeUnseen: FactQuestion = {
  name: 'write-seen-by',
  holding: 'no other worker saw what one wrote into a global object',
  failing: 'other workers saw what one wrote into a global object',
  byConstruction: 'processes share only memory that they ask to share, and the probe asks for none',
  holds: (value) => value === 0,
}

const writeSeen: FactQuestion = {
  name: 'write-seen-by',
  holding: 'all other workers saw what one wrote into an ordinary object',
  failing: 'other workers did not see what one wrote into an ordinary object',
  holds: (value, workers) => value === workers - 1,
}

const sharedBufferSeen: FactQuestion = {
  name: 'shared-buffer-seen-by',
  holding: 'all others saw what it wrote into a SharedArrayBuffer',
  failing: 'others did not see what it wrote into a SharedArrayBuffer either',
  holds: (value, workers) => value === workers - 1,
}

const onePid: FactQuestion = {
  name: 'pids',
  holding: 'all workers had one process id',
  failing: 'the workers had several process ids',
  byConstruction: 'they were started as threads of one process',
  holds: (value) => value === 1,
}

const ownThreadIds: FactQuestion = {
  name: 'thread-ids',
  holding: 'each had a thread id of its own',
  failing: 'workers shared a thread id',
  holds: (value, workers) => value === workers,
}

const ownCpuTime: FactQuestion = {
  name: 'worker-cpu',
  holding: 'each had CPU time of its own',
  failing: 'not each had CPU time of its own',
  holds: (value, workers) => Array.isArray(value) && value.length === workers && value.every((ms) => ms > 0),
  found: (values) =>
    `at least ${formatMs(Math.min(...values.flatMap((value) => (Array.isArray(value) ? value : []))))}`,
}

/** Of every Python; Node gives each thread a heap of its own. */
const oneHeap = "Python's threads have one heap"

const withProcesses = ['cpython', 'cpython-ft', 'pypy', 'node'] as const
const withThreads = ['cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython', 'node'] as const

export const isolationRules: ClaimRules<'isolation'> = {
  'process-independent': ruleOf('processes', withProcesses, [ownPids, othersFinish]),
  'process-start-independent': ruleOf('processes', withProcesses, [freshModules, childOutlives]),
  'process-separate-memory': ruleOf('processes', withProcesses, [writeUnseen]),
  'thread-many': ruleOf('threads', withThreads, [onePid, ownThreadIds, ownCpuTime]),
  'thread-shared-memory': ruleOf('threads', withThreads, [{ ...writeSeen, byConstruction: oneHeap }], {
    node: [writeSeen, sharedBufferSeen],
  }),
}

/** @param instead the questions of runtimes that have questions of their own */
function ruleOf(
  executor: ExecutorId,
  runtimes: readonly RuntimeId[],
  questions: readonly FactQuestion[],
  instead: Partial<Record<RuntimeId, readonly FactQuestion[]>> = {},
): ClaimRule {
  const subjects = runtimes.map((runtime): FactSubject => {
    const series: SeriesId = `${runtime}/${executor}`
    return { runtime, tests: askedOf(series, instead[runtime] ?? questions) }
  })
  return factRule(['cpython'], subjects)
}
