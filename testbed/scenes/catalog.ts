import { claims, type ClaimId } from '../../experiments/core/names/claims.ts'
import { experimentStep } from '../../experiments/core/names/experiment-groups.ts'
import type { ExperimentEntry, OpenedExperiment } from '../../preload/contract.ts'
import { conditions, experiment, roundsMax } from './session.ts'

const entry = (group: string, id: string, title: string, question: string): ExperimentEntry => ({
  ref: { kind: 'catalog', id },
  id,
  title,
  name: experimentStep(id)?.name ?? title,
  question,
  asks: experimentStep(id)?.asks ?? question,
  explanation: id === 'cpu-bound' ? 'Threads of CPython share one lock, the GIL.' : '',
  series: ['cpython/threads'],
  claims: Object.entries(claims).flatMap(([claim, { experiment: by }]) => (by === id ? (claim as ClaimId) : [])),
  estimateMs: 120_000,
  group,
  problem: null,
})
export const entries: readonly ExperimentEntry[] = [
  entry('Processes', 'isolation', 'Isolation', 'Is a process independent of the others?'),
  entry('Processes', 'start-up', 'Start-up', 'How long does a worker take until it can work?'),
  entry('Processes', 'footprint', 'Footprint', 'What does one more worker cost in memory?'),
  entry('Processes', 'message-passing', 'Message passing', 'What does it cost to tell another worker something?'),
  entry('Processes', 'interrupt', 'Interrupt and kill', 'Can a worker that will not end be ended?'),
  entry('Threads', 'cpu-bound', experiment.title, experiment.question),
  entry('Threads', 'io-bound', 'I/O-bound work', 'Do threads help where the work is waiting?'),
  entry('Threads', 'race', 'Race conditions', 'What becomes of a counter that all threads increment?'),
  entry('The lock', 'lock-handoff', 'Hand-off', 'How long does one thread hold the interpreter?'),
  entry('The lock', 'refcount', 'Reference counts', 'When is the memory of an object given back?'),
  entry('The lock', 'convoy', 'Convoy', 'Does a busy thread delay one that waits?'),
  entry('Ways around it', 'extension', 'Binary extensions', 'Does NumPy compute in parallel?'),
  {
    ...entry('My files', 'collatz', 'collatz.yaml', ''),
    ref: { kind: 'file', path: '/home/me/lab/collatz.yaml' },
  },
  {
    ...entry('My files', 'broken', 'broken.yaml', ''),
    ref: { kind: 'file', path: '/home/me/lab/broken.yaml' },
    problem: 'it has 3 problems',
  },
]

const plan = {
  conditions,
  rounds: { min: 5, max: roundsMax },
  trials: { min: conditions.length * 5, max: conditions.length * roundsMax },
  time: { full: { minMs: 165_000, maxMs: 200_000 }, preview: { minMs: 40_000, maxMs: 40_000 } },
  runs: [],
  expected: 'speedups within about ±6% after 5 rounds, ±5% after 6, if trials scatter as on 2026-01-02',
  missing: [{ series: 'ironpython/threads', why: 'no IronPython was found' }],
  notes: [
    'Skipped: IronPython threads. No IronPython was found; get it with: dotnet tool install --global IronPython.Console.',
    'cpython/serial was added: without it there is no speedup for CPython.',
    'P is 8 here: the cores that this process may use.',
  ],
}

export function opened(path: string | null): OpenedExperiment {
  const ref = path === null ? { kind: 'catalog' as const, id: 'cpu-bound' } : { kind: 'file' as const, path }
  if (path?.endsWith('broken.yaml') === true) {
    const problem = (line: number, column: number, message: string) => ({ file: path, line, column, message })
    return {
      kind: 'refused',
      ref,
      problems: [
        problem(
          6,
          12,
          'workload.kernel: got "prime", expected one of primes, mandelbrot, matrix. Did you mean "primes"?',
        ),
        problem(7, 24, 'series[1]: got "node/thread", expected a series. Did you mean "node/threads"?'),
        problem(9, 11, 'workers[0]: got 0, expected a whole number from 1 to 1,024'),
      ],
    }
  }
  const text = `lockstep: 1\nid: ${experiment.id}\ntitle: ${experiment.title}\nworkload: { kernel: primes }\n`
  if (path === null) return { kind: 'opened', ref, experiment, text, plan }
  const runs = ['/home/me/lab/collatz.mjs', '/home/me/lab/shared/numbers.mjs']
  const own = {
    ...experiment,
    title: 'Collatz',
    claims: [],
    workload: { ...experiment.workload, kind: 'module' as const, path: runs[0] ?? '' },
  }
  return { kind: 'opened', ref, experiment: own, text, plan: { ...plan, runs } }
}
