import { expect, test } from 'vitest'
import { lapRecords, lockRecord } from '../../../main/session/lap-records.ts'
import type { LapMessage, WorkerReport } from '../../../main/trial/trial-messages.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'

function worker(changes: Partial<WorkerReport>): WorkerReport {
  return { startMs: 0, endMs: 100, cpuMs: 50, checksum: 1, gaps: [], holds: [], peakRssBytes: 1, ...changes }
}

function message(workers: readonly WorkerReport[], changes: Partial<LapMessage> = {}): LapMessage {
  const lap = { lap: 0, warmup: false, makespanMs: 100, cpuMs: 100, checksum: 'aa', peakRssBytes: 1 }
  return { type: 'lap', ...lap, workers: [...workers], ...changes }
}

function run(laps: readonly LapMessage[]): TrialRun {
  return {
    outcome: { kind: 'ok' },
    pids: [],
    processStartMs: null,
    startupMs: null,
    startMethod: null,
    laps,
    facts: [],
  }
}

const two = [worker({ gaps: [10, 20] }), worker({ gaps: [0.5, 10] })]

test('a worker ran from its start to its end, but for its gaps', () => {
  expect(lockRecord(message(two), 7)).toEqual({
    record: 'lock',
    trial: 7,
    lap: 0,
    source: 'gaps',
    holds: [
      [0, 10, 20, 100],
      [0, 0.5, 10, 100],
    ],
    fromMs: null,
    toMs: null,
  })
})

test('holds of a lock of our own are exact, and stand before what gaps would say', () => {
  const workers = [worker({ gaps: [10, 20], holds: [0, 10] }), worker({ holds: [10.00049, 20] })]
  expect(lockRecord(message(workers), 0)).toMatchObject({
    source: 'holds',
    holds: [
      [0, 10],
      [10, 20],
    ],
  })
})

test('a worker’s times are kept as it reported them, and what else it reported is not', () => {
  const reported = { coreWaitMs: 0, communicationMs: 3, communicationCpuMs: 0, blockingMs: 2, lockWaitMs: 0 }
  const [lap] = lapRecords(run([message([worker({}), worker(reported)])]), 0, 'processes')
  const plain = { startMs: 0, endMs: 100, cpuMs: 50 }
  expect(lap).toMatchObject({ record: 'lap', workers: [plain, { ...plain, ...reported }] })
  expect(Object.keys(lap?.record === 'lap' ? (lap.workers[0] ?? {}) : {})).toEqual(Object.keys(plain))
})

test('the first measured lap of threads is recorded, and no other; one worker alone has nobody to share with', () => {
  const laps = [message(two, { warmup: true }), message(two, { lap: 1 }), message(two, { lap: 2 })]
  const kinds = (executor: 'threads' | 'processes' | 'serial') =>
    lapRecords(run(laps), 0, executor).map(({ record, lap }) => `${record} ${lap}`)
  expect(kinds('threads')).toEqual(['lap 0', 'lap 1', 'lock 1', 'lap 2'])
  expect(kinds('processes')).toEqual(['lap 0', 'lap 1', 'lap 2'])
  expect(lockRecord(message([worker({})]), 0)).toBeNull()
})

test('what a lap says of the wait for a core is kept, and nothing is made up where it says nothing', () => {
  const [lap] = lapRecords(run([message([worker({ coreWaitMs: 3 }), worker({})])]), 0, 'processes')
  expect(lap?.record === 'lap' && lap.workers.map(({ coreWaitMs }) => coreWaitMs)).toEqual([3, undefined])
})

test('a long lap is cut at the same moment for all workers, and says where', () => {
  const gaps = Array.from({ length: 600 }, (_, index) => [index * 2 + 1, index * 2 + 2]).flat()
  const record = lockRecord(message([worker({ gaps, endMs: 2000 }), worker({ endMs: 2000 })]), 0)
  expect(record?.holds[0]?.length).toBe(800)
  expect(record?.toMs).toBe(record?.holds[0]?.at(-1))
  expect(record?.holds[1]).toEqual([0, record?.toMs])
})

test('where a worker had more gaps than its ring holds, the lap is only known from the first that is left', () => {
  const gaps = Array.from({ length: 4096 }, (_, index) => [500 + index, 500.25 + index]).flat()
  const record = lockRecord(message([worker({ gaps, endMs: 5000 }), worker({ endMs: 5000 })]), 0)
  expect(record?.fromMs).toBe(500.25)
  expect(record?.holds[0]?.slice(0, 2)).toEqual([500.25, 501])
  expect(record?.holds[1]?.[0]).toBe(500.25)
})
