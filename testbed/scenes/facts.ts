import type { SeriesId } from '../../experiments/core/names/series.ts'
import type { FactRecord, SessionHeader, SessionRecord } from '../../experiments/core/session/session.ts'
import { noise } from '../seeded-numbers.ts'
import { madeUpTrial } from '../sessions/trial.ts'
import { header } from './session.ts'

/** A session of probes that no machine ran: made-up facts of every kind, the same in each run. */
const series: readonly SeriesId[] = [
  'node/threads',
  'node/processes',
  'cpython/threads',
  'cpython/processes',
  'cpython-ft/threads',
  'jython/threads',
]
const workers = [1, 2, 4]
export const probeConditions: SessionHeader['conditions'] = series.flatMap((id) =>
  workers.map((count) => ({ series: id, workers: count, reference: false })),
)
const rounds = 5

export function probeHeader(id: string): SessionHeader {
  const base = header(id)
  return {
    ...base,
    experiment: {
      ...base.experiment,
      id: 'isolation',
      title: 'Isolation',
      question: 'Is a process independent of the others? What does a thread see of what another one writes?',
      definition: {
        workload: { kind: 'probe', probe: 'isolation' },
        claims: ['process-independent', 'process-separate-memory', 'thread-many', 'thread-shared-memory'],
      },
    },
    baseline: 'none',
    conditions: probeConditions,
    rounds: { min: rounds, max: rounds },
    passes: {},
    missing: [{ series: 'ironpython/threads', why: 'no IronPython was found' }],
  }
}

/** The records of the first so many trials. */
export function probeRecords(trials: number): readonly SessionRecord[] {
  return Array.from({ length: trials }, (_, trial) => probeTrial(trial, probeConditions)).flat()
}

export const probeTrials = probeConditions.length * rounds

/** The facts that a trial found out, and then the trial itself. */
export function probeTrial(trial: number, conditions: SessionHeader['conditions']): readonly SessionRecord[] {
  const condition = conditions[trial % conditions.length]
  if (condition === undefined) throw new Error('there are no conditions')
  const { series: id, workers: count } = condition
  const startedAtMs = 400 + trial * 420
  return madeUpTrial(
    { trial, round: Math.floor(trial / conditions.length), series: id, workers: count },
    {
      facts: found(id, count, trial).map(([name, value, unit]) => ({ name, value, unit })),
      startedAtMs,
      endedAtMs: startedAtMs + 410,
      pids: [5000 + trial],
      processStartMs: 40,
      startupMs: 8 * count,
      peakRssBytes: null,
    },
  )
}

function found(
  id: SeriesId,
  count: number,
  trial: number,
): readonly (readonly [string, FactRecord['value'], string])[] {
  const processes = id.includes('processes')
  const jython = id.startsWith('jython')
  const startMs = processes ? 41 : jython ? 0.9 : id.startsWith('node') ? 12 : 0.08
  const bytes = processes ? 9.2 * 2 ** 20 : id.startsWith('node') ? 5.1 * 2 ** 20 : 40_960
  const scatter = (salt: number): number => 0.9 + 0.2 * noise(trial, salt)
  return [
    ['pids', processes ? count : 1, ''],
    ['thread-ids', count, ''],
    ['sees-write', jython && trial % 4 === 3 ? false : !processes && !id.startsWith('node'), ''],
    ['survives-kill', processes, ''],
    ['started-after', startMs * scatter(1), 'ms'],
    ['private-memory', bytes * scatter(2) * count, 'bytes'],
    [
      'start-method',
      processes ? (id.startsWith('node') ? 'fork of Node, an executable of its own' : 'spawn') : 'thread',
      '',
    ],
  ]
}
