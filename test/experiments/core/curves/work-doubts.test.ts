import { expect, test } from 'vitest'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { formatTable } from '../../../../experiments/core/report/table.ts'
import { scalingLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { roundResults } from '../../../../experiments/core/curves/round-results.ts'
import { sessionDoubts, workDoubts, type WorkDoubt } from '../../../../experiments/core/curves/work-doubts.ts'
import type { LapRecord } from '../../../../experiments/core/session/session.ts'
import { timeSplit } from '../../../../experiments/core/time-split/time-split.ts'
import { sessionWarnings } from '../../../../experiments/core/warnings/session-warnings.ts'
import { sessionOf, type MadeUpRound, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'
import { decide } from '../claims/decide.ts'

type WorkerLap = LapRecord['workers'][number]

/** Five rounds in which the lap took that long, by about a hundredth, and each worker did what is said. */
function fiveRounds(ms: number, workers: (makespanMs: number) => readonly WorkerLap[]): readonly MadeUpRound[] {
  return [0.99, 1, 1.01, 1.005, 0.995].map((factor) => ({ lapsMs: [ms * factor], workers }))
}

const busy =
  (count: number, share = 1, more: Partial<WorkerLap> = {}) =>
  (ms: number): readonly WorkerLap[] =>
    Array.from({ length: count }, () => ({ startMs: 0, endMs: ms, cpuMs: share * ms, coreWaitMs: 0, ...more }))

function doubtsOf(made: MadeUpSession): readonly WorkDoubt[] {
  const session = sessionOf(made)
  return workDoubts(session, roundResults(session))
}

function kindsOf(made: MadeUpSession): readonly string[] {
  return doubtsOf(made).map(({ kind, series, workers }) => `${kind} ${series} × ${workers}`)
}

/** Each task works until a moment: two threads that share a lock halve the work of each. */
const untilDeadline: MadeUpSession = {
  rounds: {
    'cpython/serial': { 1: fiveRounds(400, busy(1)) },
    'cpython/threads': { 2: fiveRounds(206, busy(2, 0.5)) },
  },
  busyShare: (workers) => (workers === 2 ? 0.5 : 1),
}

test('work that goes on until a moment does less of it under a lock, and its speedup decides nothing', () => {
  expect(kindsOf(untilDeadline)).toEqual(['less-work cpython/threads × 2'])
  const session = sessionOf(untilDeadline)
  const [warning] = sessionWarnings(session).filter(({ kind }) => kind === 'doubtful-work')
  expect(warning?.message).toMatch(/^Doubtful work: 2 CPython threads used less CPU time for the same work.*by 4\d% \(/)
  const verdict = decide('thread-no-cpu-gain', untilDeadline)
  expect(verdict.verdict).toBe('inconclusive')
  expect(verdict.why).toContain(
    'Doubtful work: 2 CPython threads used less CPU time for the same work than CPython serial does',
  )
  const [sentence] = timeSplit(session).series
  expect(sentence).toMatchObject({ gainsUpTo: null, stopsAt: null })
  expect(sentence?.sentence).toMatch(/^says nothing of the work \(/)
  // nor is it told as a law, or without a mark
  for (const law of scalingLaws(session)) {
    expect(law.parameters).toEqual([])
    expect(law.sentence).toContain('says nothing of the work (2 CPython threads used less CPU time')
  }
  const table = formatTable(curvesOf(session), sessionDoubts(session)).split('\n')
  expect(table.filter((line) => line.includes(' ?'))).toEqual([expect.stringMatching(/^CPython threads .*\) \?/)])
  expect(table.at(-1)).toBe('? says nothing of the work: see the warning of doubtful work')
})

test('the same work raises no doubt, nor does more CPU time for it, nor a little less', () => {
  for (const share of [1, 1.6, 0.93]) {
    const made: MadeUpSession = {
      rounds: {
        'cpython/serial': { 1: fiveRounds(400, busy(1)) },
        'cpython/threads': { 2: fiveRounds(200, busy(2)) },
      },
      busyShare: (workers) => (workers === 2 ? share : 1),
    }
    expect(kindsOf(made)).toEqual([])
  }
})

test('work that waits uses little CPU time here and less there, and gains more than the cores: no doubt', () => {
  const made: MadeUpSession = {
    rounds: {
      'cpython/serial': { 1: fiveRounds(320, busy(1, 0.06)) },
      'cpython/threads': { 16: fiveRounds(20, busy(16, 0.01)) },
    },
    busyShare: (workers) => (workers === 16 ? 0.01 : 0.06),
  }
  expect(kindsOf(made)).toEqual([])
})

test('helpers count: work that moves into threads of the runtime, or into child processes, is no less of it', () => {
  const helped = (count: number) => (ms: number) => busy(count, 0.1, { helpersCpuMs: 0.9 * ms })(ms)
  const made: MadeUpSession = {
    rounds: {
      'cpython/serial': { 1: fiveRounds(400, busy(1)) },
      'cpython/threads': { 2: fiveRounds(200, helped(2)) },
    },
    busyShare: (workers) => (workers === 2 ? 0.1 : 1),
  }
  expect(kindsOf(made)).toEqual([])
})

test('more speedup than there are cores is said of work that uses them, and decides nothing', () => {
  // each task starts processes of its own
  const pools = (count: number) => (ms: number) => busy(count, 0.02, { helpersCpuMs: (0.3 * ms) / count })(ms)
  const made: MadeUpSession = {
    rounds: {
      'cpython/serial': { 1: fiveRounds(1600, pools(1)) },
      'cpython/threads': { 16: fiveRounds(160, (ms) => busy(16, 0.02, { helpersCpuMs: 0.19 * ms })(ms)) },
    },
    busyShare: () => 0.02,
  }
  expect(kindsOf(made)).toEqual(['beyond-cores cpython/threads × 16'])
  expect(doubtsOf(made)[0]?.why).toContain(
    '16 CPython threads reached 10.0× (10.0–10.0) the speed of CPython serial on 2 cores',
  )
  const waits = (ms: number) => pools(1)(ms).map((one) => ({ ...one, blockingMs: 0.9 * ms }))
  const told = { ...made, rounds: { ...made.rounds, 'cpython/serial': { 1: fiveRounds(1600, waits) } } }
  expect(kindsOf(told)).toEqual([])
})

test('a result that is remembered after the first pass is asked about, and never praised', () => {
  const cached = (ms: number): MadeUpRound[] => fiveRounds(ms, busy(1, 1, { firstPassMs: 240 })) as MadeUpRound[]
  const made: MadeUpSession = {
    rounds: {
      'node/serial': { 1: cached(480) },
      'node/threads': { 2: fiveRounds(246, busy(2, 1, { firstPassMs: 120 })) },
    },
    passes: { node: 10_000 },
  }
  // (480 − 240) ms for 9,999 passes
  expect(kindsOf(made)).toEqual(['remembered node/serial × 1', 'remembered node/threads × 2'])
  expect(doubtsOf(made)[0]?.why).toMatch(
    /took (9|10),\d{3} times as long as those after it: is the result remembered\?$/,
  )
  expect(timeSplit(sessionOf(made)).series[0]?.sentence).toMatch(/^says nothing of the work \(.*remembered\?\)$/)
})

test('a first lap that is slow since nothing is compiled yet is no memory', () => {
  const made: MadeUpSession = {
    rounds: { 'pypy/serial': { 1: fiveRounds(400, busy(1, 1, { firstPassMs: 200 })) } },
    passes: { pypy: 20 },
  }
  expect(kindsOf(made)).toEqual([])
})

test('work of no length is said to be empty, in a time that is a number', () => {
  const made: MadeUpSession = {
    rounds: {
      'node/serial': { 1: fiveRounds(0.002, busy(1)) },
      'node/threads': { 2: fiveRounds(0.001, busy(2)) },
    },
    passes: { node: 1 },
  }
  expect(kindsOf(made)).toEqual(['empty node/serial × 1', 'empty node/threads × 2'])
  for (const { message } of sessionWarnings(sessionOf(made))) expect(message).not.toMatch(/NaN|Infinity|±0\b/)
})

test('laps that took no time at all, on a coarse clock, give no number that is none', () => {
  const none = (workers: number): MadeUpSession['rounds'][keyof MadeUpSession['rounds']] => ({
    [workers]: Array.from({ length: 5 }, () => ({ lapsMs: [0, 0] })),
  })
  const made: MadeUpSession = {
    rounds: { 'node/serial': none(1) ?? {}, 'node/threads': none(2) ?? {} },
    passes: { node: 1 },
  }
  expect(kindsOf(made)).toEqual(['empty node/serial × 1', 'empty node/threads × 2'])
  for (const { message } of sessionWarnings(sessionOf(made))) expect(message).not.toMatch(/NaN|Infinity|∞|±0\b/)
})
