import { describe, expect, test } from 'vitest'
import type { LapRecord } from '../../../../experiments/core/session/session.ts'
import type { MadeUpRound, MadeUpSession } from '../../../../testbed/sessions/rounds.ts'
import { sideBySide, takingTurns } from '../timeline/made-up-lanes.ts'
import { about, decide, serial } from './decide.ts'
import { decideByFacts, fiveTimes } from './fact-session.ts'

/** Another program had a core in the first three of five rounds of these series. */
function loadIn(series: readonly string[]): NonNullable<MadeUpSession['load']> {
  return (at) => ({
    otherCores: series.includes(at.series) && at.round < 3 ? 1 : 0,
    stolenCores: 0,
    culprits: [{ pid: 4711, name: 'yes', cores: 1 }],
  })
}

const disturbed =
  /Disturbed: in 3 of 5 trials of \d [\w -]+ other programs took the cores; in the worst other programs used 1.00 of 2 cores, most of it yes/

describe('nothing is decided on disturbed trials', () => {
  const arrays = (speedup: number): MadeUpSession['rounds'] => ({
    'cpython/serial@array-sin': { 1: serial },
    'cpython/threads@array-sin': { 2: about(speedup) },
    'cpython/serial@array-loop': { 1: serial },
    'cpython/threads@array-loop': { 2: about(0.98) },
  })

  test.each([1.8, 1.1])('by extensions whose threads gain %d×', (speedup) => {
    for (const series of ['cpython/threads@array-sin', 'cpython/serial@array-sin', 'cpython/threads@array-loop']) {
      const claim = decide('avoid-extension', { rounds: arrays(speedup), load: loadIn([series]) })
      expect([series, claim.verdict]).toEqual([series, 'inconclusive'])
      expect(claim.why).toContain('Disturbed: in 3 of 5 trials of ')
    }
  })

  test.each([15, 3])('by sixteen threads that wait, and gain %d×', (speedup) => {
    const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 16: about(speedup) } }
    const load = loadIn(['cpython/threads'])
    const claim = decide('thread-io-bound', { rounds, load, kernel: 'waiting', busyShare: () => 0.01 })
    expect(claim.verdict).toBe('inconclusive')
  })

  test.each([60, 0.01])('by starts of processes that take %d ms', (processMs) => {
    const list = (ms: number) => Array.from({ length: 4 }, () => ms)
    const facts = { 'process-start': list(processMs), 'thread-start': list(0.05) }
    const claim = decideByFacts(
      'process-slow-start',
      { 'cpython/processes': { 1: fiveTimes(facts) } },
      { load: loadIn(['cpython/processes']) },
    )
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toMatch(disturbed)
  })

  test('by processes that leave cores idle since they waited for them', () => {
    const rounds = { 'cpython/serial': { 1: serial }, 'cpython/processes': { 2: about(1.4) } }
    const busyShare = (workers: number): number => (workers === 1 ? 1 : 0.7)
    const coreWaitShare = (workers: number): number => (workers === 1 ? 0 : 0.3)
    expect(decide('process-uses-cores', { rounds, busyShare }).verdict).toBe('refuted')
    const claim = decide('process-uses-cores', { rounds, busyShare, coreWaitShare })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('2 CPython processes were ready to run but had no core for 30% of their time')
  })

  test('by a contrast that was disturbed, although the threads themselves were not', () => {
    const round = (lanes: ReturnType<typeof sideBySide>): MadeUpRound => ({
      lapsMs: [400],
      workers: () =>
        lanes.map((lane): LapRecord['workers'][number] => {
          return { startMs: 0, endMs: 400, cpuMs: lane.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) }
        }),
      timeline: () => ({ holds: lanes.map((lane) => lane.flatMap(({ startMs, endMs }) => [startMs, endMs])) }),
    })
    const timelines = (lanes: ReturnType<typeof sideBySide>) => ({ 2: Array.from({ length: 5 }, () => round(lanes)) })
    const rounds = {
      'cpython/threads': timelines(takingTurns(2, 5, 400)),
      'cpython-ft/threads': timelines(sideBySide(2, 400)),
    }
    expect(decide('thread-locked', { rounds, busyShare: () => 0.5 }).verdict).toBe('confirmed')
    const claim = decide('thread-locked', { rounds, busyShare: () => 0.5, load: loadIn(['cpython-ft/threads']) })
    expect(claim.runtimes[0]).toMatchObject({ runtime: 'cpython', verdict: 'inconclusive' })
    expect(claim.why).toMatch(disturbed)
  })
})

test('a gain is open where serial waited for a core, which makes it larger', () => {
  const rounds = { 'jython/serial': { 1: serial }, 'jython/threads': { 2: about(1.5) } }
  const claim = decide('avoid-other-implementation', { rounds, coreWaitShare: (workers) => (workers === 1 ? 0.2 : 0) })
  expect(claim.verdict).toBe('inconclusive')
  expect(claim.why).toContain('Jython serial was ready to run but had no core for 20% of its time')
})

test('a disturbed count that no test rests on opens nothing', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/interpreters': { 2: about(1.8), 4: about(1.8) } }
  const load: MadeUpSession['load'] = (at) => ({ otherCores: at.workers === 4 ? 1 : 0, stolenCores: 0, culprits: [] })
  expect(decide('avoid-interpreters', { rounds, load }).verdict).toBe('confirmed')
})
