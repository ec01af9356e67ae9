import { expect, test } from 'vitest'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { resultDocument, type ResultDocument } from '../../../../experiments/core/report/result-document.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { recordsOf } from '../../../../testbed/sessions/rounds.ts'

const records = recordsOf({
  rounds: {
    'node/serial': { 1: [400, 400] },
    'node/threads': { 2: [200, { kind: 'timeout', message: 'took longer than 60 s' }] },
    'node/processes': { 2: [200, { kind: 'cancelled', message: 'cancelled' }] },
  },
  claims: ['thread-no-cpu-gain'],
  reference: ['node/serial'],
})
const warning: SessionRecord = { record: 'warning', atMs: 3, kind: 'precision', message: 'too wide' }
const claim: SessionRecord = {
  record: 'claim',
  id: 'thread-no-cpu-gain',
  verdict: 'inconclusive',
  why: 'as recorded',
  runtimes: [{ runtime: 'node', verdict: 'refuted', why: 'gained', evidence: null }],
}
const end: SessionRecord = { record: 'end', atMs: 9, reason: 'complete', message: '' }

function documentOf(all: readonly SessionRecord[]): ResultDocument {
  const session = foldSession(all)
  return resultDocument(session, curvesOf(session), '/home/ada/a.lockstep')
}

test('the document has the fields that scripts rely on, and no others', () => {
  const { curves, laws, bottlenecks, ...rest } = documentOf([...records, warning, claim, end])
  expect(rest).toEqual({
    format: 1,
    monitor: { mode: 'on', cost: null, effect: null },
    session: '/home/ada/a.lockstep',
    experiment: 'cpu-bound',
    answer:
      'It is undecided whether two Node threads are faster than one: 2.00× (one round only). Two Node processes reach 2.00× (one round only). Undecided because one round has no range.',
    seed: 7,
    complete: true,
    machine: { cores: 8, cpu: 'Test CPU', platform: 'linux', node: '24.21.0', settings: {} },
    loadAverage: null,
    environment: {},
    runtimes: [{ runtime: 'node', version: '24.21.0', command: ['node'] }],
    facts: [],
    timelines: [],
    contrasts: [],
    steady: [],
    claims: [
      {
        id: 'thread-no-cpu-gain',
        verdict: 'inconclusive',
        why: 'as recorded',
        runtimes: [{ runtime: 'node', verdict: 'refuted', why: 'gained' }],
      },
    ],
    failures: [{ series: 'node/threads', workers: 2, outcome: 'timeout', message: 'took longer than 60 s' }],
    disturbed: [],
    outliers: [],
    warnings: [{ kind: 'precision', message: 'too wide' }],
  })
  // laps that say nothing of their workers say nothing of where the time went
  expect(bottlenecks).toEqual({ conditions: [], series: [] })
  expect(curves.map(({ series, reference }) => [series, reference])).toEqual([
    ['node/serial', true],
    ['node/threads', false],
    ['node/processes', false],
  ])
  // two usable cores: one worker count above 1, which is enough for Karp and Flatt alone
  expect(laws.map(({ series, law, parameters }) => [series, law, parameters.length]).slice(0, 3)).toEqual([
    ['node/threads', 'amdahl', 0],
    ['node/threads', 'usl', 0],
    ['node/threads', 'karp-flatt', 1],
  ])
  expect(laws[2]).toMatchObject({
    counts: [2],
    parameters: [{ name: 'serial fraction', workers: 2, value: 0, low: null, high: null }],
    peak: null,
    sentence: 'Karp–Flatt: serial fraction 0% (one round only) at 2 workers',
  })
  expect(Object.keys(curves[0]?.points[0] ?? {}).sort()).toEqual(
    [
      ...['workers', 'rounds', 'laps', 'medianMs', 'madMs', 'speedup', 'againstBaseline', 'efficiency'],
      ...['startupMs', 'cpuMs', 'peakRssBytes', 'means', 'checksum'],
    ].sort(),
  )
})

test('a cancelled or unfinished session is not complete', () => {
  expect(documentOf([...records, { ...end, reason: 'cancelled' }]).complete).toBe(false)
  expect(documentOf(records).complete).toBe(false)
})

test('claims of a session that was cut off are decided from what it measured', () => {
  expect(documentOf(records).claims).toMatchObject([{ id: 'thread-no-cpu-gain', verdict: 'inconclusive' }])
})

test('the document survives JSON', () => {
  const document = documentOf([...records, end])
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})

test('a session of long trials says of each whether and when its laps were steady', () => {
  const laps = Array.from({ length: 31 }, (_, lap) => (lap < 6 ? 500 : 300) + (lap % 3))
  const { steady } = documentOf(recordsOf({ rounds: { 'node/threads': { 2: [laps] } } }))
  expect(steady).toMatchObject([{ series: 'node/threads', workers: 2, steadyFrom: expect.any(Number) }])
})
