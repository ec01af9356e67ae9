import { expect, test } from 'vitest'
import { countedTrials } from '../../../experiments/core/session/counted-trials.ts'
import { FailedConditions } from '../../../experiments/core/session/failed-conditions.ts'
import { Repeats } from '../../../main/session/repeats.ts'
import { sessionOf } from '../../../testbed/sessions/rounds.ts'

const busy = { otherCores: 0.98, stolenCores: 0, culprits: [{ pid: 4711, name: 'yes', cores: 0.97 }] }

/** @returns what is decided after each of 20 trials, of which those in `disturbed` were disturbed */
function decide(disturbed: ReadonlySet<number>, quick = false): readonly ReturnType<Repeats['after']>[] {
  const rounds = Array.from({ length: 20 }, () => 400)
  const session = sessionOf({
    quick,
    rounds: { 'node/serial': { 1: rounds } },
    load: ({ round }) => (disturbed.has(round) ? busy : undefined),
  })
  const repeats = new Repeats(session.header)
  return session.trials.map((trial) => repeats.after(trial))
}

function repeated(disturbed: ReadonlySet<number>, quick = false): readonly number[] {
  return decide(disturbed, quick).flatMap(({ again }, trial) => (again ? [trial] : []))
}

test('a disturbed trial is repeated while disturbance is the exception', () => {
  expect(repeated(new Set([3, 12]))).toEqual([3, 12])
  expect(repeated(new Set())).toEqual([])
})

test('where every trial is disturbed, repeating them all would only take twice as long', () => {
  expect(repeated(new Set(Array.from({ length: 20 }, (_, index) => index)))).toEqual([0, 1])
})

test('a quick look repeats nothing', () => {
  expect(repeated(new Set([3]), true)).toEqual([])
})

test('the first disturbed trial is told at once, with the culprit', () => {
  const notices = decide(new Set([3, 12])).map(({ notice }) => notice)
  expect(notices.flatMap((notice, trial) => (notice === null ? [] : [trial]))).toEqual([3])
  expect(notices[3]).toContain('while Node serial ran, other programs used 0.98 of 2 cores, most of it yes.')
})

test('a timeout is tried once more, also in a quick look, and only a second one in a row ends a condition', () => {
  const timeout = { kind: 'timeout', message: 'was not done after 60 s' } as const
  const session = sessionOf({ quick: true, rounds: { 'node/threads': { 2: [400, timeout] } } })
  const repeats = new Repeats(session.header)
  expect(session.trials.map((trial) => repeats.after(trial).again)).toEqual([false, true])
  const failed = new FailedConditions(session.header)
  expect(failed.add('node/threads × 2', timeout)).toBe(false)
  expect(failed.add('node/threads × 2', timeout)).toBe(true)
})

test('a trial that somebody stopped for a while is repeated, and its repeat counts', () => {
  const session = sessionOf({ rounds: { 'node/threads': { 2: [4000] } } })
  const stopped = session.trials.map((trial) => ({
    ...trial,
    stopped: true as const,
    load: { ...busy, otherCores: 0 },
  }))
  expect(stopped.map((trial) => new Repeats(session.header).after(trial).again)).toEqual([true])
  const repeat = session.trials.map((trial) => ({ ...trial, trial: 1, load: busy }))
  expect(countedTrials({ header: session.header, trials: [...stopped, ...repeat] })).toEqual(repeat)
  expect(countedTrials({ header: session.header, trials: [...repeat, ...stopped] })).toEqual(repeat)
})
