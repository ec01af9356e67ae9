import { expect, test } from 'vitest'
import { foldSession } from '../../../testbed/sessions/fold-session.ts'
import { planMistakes } from '../../../testbed/sessions/plan-mistakes.ts'
import { noise } from '../../../testbed/seeded-numbers.ts'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { SimulatedRounds, type MadeUpRun } from './simulated-rounds.ts'

function experiment(changes: string): string {
  return `lockstep: 1
title: Simulated
workload: { kernel: primes, size: 500, tasks: 4 }
series: [node/processes, node/threads, node/async]
workers: [1, 2]
${changes}`
}

/** Trials of which some are disturbed, one condition crashes from the second round on, and one result is wrong. */
function troubled(condition: string, round: number, attempt: number): MadeUpRun {
  const seed = Buffer.from(condition).reduce((sum, byte) => sum + byte, 0)
  return {
    ms: 300 + 30 * noise(seed, round, attempt),
    busy: noise(seed, round) < 0.15 && attempt === 0,
    crashes: condition === 'node/threads × 2' && round > 0,
    ...(condition === 'node/async × 1' && round === 2 ? { checksum: 'wrong' } : {}),
  }
}

/** What must not depend on whether, and where, the session was interrupted. */
function outcomeOf(records: readonly SessionRecord[]): unknown {
  const { trials, unmonitored, warnings, claims, end } = foldSession(records)
  const counted = [...trials, ...unmonitored]
    .sort((a, b) => a.trial - b.trial)
    .filter(({ outcome }) => outcome.kind !== 'cancelled')
    .map(({ round, series, workers, monitor, outcome, load }) => ({ round, series, workers, monitor, outcome, load }))
  return { counted, warnings: warnings.map(({ kind, message }) => `${kind}: ${message}`), claims, end: end?.message }
}

test.each([
  ['rounds that stop when they are precise', 'rounds: { min: 5, max: 12 }\nprecision: 5%\n'],
  ['a fixed number of rounds', 'rounds: 6\nprecision: 1%\n'],
  ['the monitor in pairs', 'rounds: 3\nmonitor: pairs\n'],
])('a session that is cut off behind any of its records ends as it would have: %s', async (_name, changes) => {
  const simulated = new SimulatedRounds({ file: experiment(changes), trial: troubled })
  const whole = await simulated.run([simulated.header])
  expect(planMistakes(foldSession(whole))).toEqual([])
  expect(foldSession(whole).warnings.map(({ kind }) => kind)).toContain('given-up')
  // a trial has three records, so that a step of four meets each of them
  for (let cut = 2; cut < whole.length; cut += 4) {
    const resumed = await simulated.run(whole.slice(0, cut))
    expect(outcomeOf(resumed), `cut behind ${cut} records`).toEqual(outcomeOf(whole))
    expect(planMistakes(foldSession(resumed))).toEqual([])
  }
})

test('a session that is interrupted again and again ends as it would have', async () => {
  const simulated = new SimulatedRounds({ file: experiment('rounds: 6\n'), trial: troubled })
  const whole = await simulated.run([simulated.header])
  for (const step of [3, 5, 11]) {
    let records = await simulated.run([simulated.header], step)
    for (let times = 0; foldSession(records).end?.reason === 'cancelled'; times++) {
      records = await simulated.run(times % 2 === 0 ? records : records.slice(0, -3), step)
    }
    expect(outcomeOf(records)).toEqual(outcomeOf(whole))
    expect(planMistakes(foldSession(records))).toEqual([])
  }
})

test('a session whose budget was used up goes on with the whole budget again, to the end of its plan', async () => {
  const simulated = new SimulatedRounds({ file: experiment('rounds: 6\nbudget: 10s\n'), trial: troubled })
  let records = await simulated.run([simulated.header])
  const runs = [records.length]
  while (foldSession(records).end?.by === 'budget') {
    expect(planMistakes(foldSession(records))).toEqual([])
    records = await simulated.run(records)
    runs.push(records.length)
  }
  expect(runs.length).toBeGreaterThan(2)
  expect(foldSession(records).end?.message).toBe('6 rounds')
  expect(planMistakes(foldSession(records))).toEqual([])
})

test('time in which the lab was stopped uses nothing of the budget, and makes no trial look long', async () => {
  const rounds = new SimulatedRounds({
    file: experiment('rounds: 3\nbudget: 60s\n'),
    trial: (condition, round) => ({
      ms: 300,
      stoppedMs: condition === 'node/threads × 1' && round === 1 ? 3_600_000 : 0,
    }),
  })
  expect(foldSession(await rounds.run([rounds.header])).end?.message).toBe('3 rounds')
})

test('more rounds than the plan has are added to those that were begun, and all are judged as one session', async () => {
  const simulated = new SimulatedRounds({ file: experiment('rounds: 3\n'), trial: troubled })
  const more = await simulated.run(await simulated.run([simulated.header]), Infinity, 5)
  const inOne = new SimulatedRounds({ file: experiment('rounds: 8\n'), trial: troubled })
  expect(outcomeOf(more)).toEqual(outcomeOf(await inOne.run([inOne.header])))
  expect(planMistakes(foldSession(more))).toEqual([])
  expect(foldSession(more).header.rounds).toEqual({ min: 8, max: 8 })
})

test('serial has its turns in each round, at the places that the order gives them', async () => {
  const simulated = new SimulatedRounds({ file: experiment('rounds: 3\n'), trial: () => ({ ms: 300 }) })
  expect(simulated.header.conditions.find(({ series }) => series === 'node/serial')?.times).toBe(2)
  const { trials } = foldSession(await simulated.run([simulated.header]))
  const turns = trials.flatMap(({ series, round, turn = 1 }) => (series === 'node/serial' ? [`${round} ${turn}`] : []))
  expect(turns.toSorted()).toEqual(['0 1', '0 2', '1 1', '1 2', '2 1', '2 2'])
  const apart = trials.some(({ series, trial }) => series === 'node/serial' && trials[trial + 1]?.series !== series)
  expect(apart).toBe(true)
})

test('the comparison with the plan sees a trial that is missing, twice there, or at another place', async () => {
  const simulated = new SimulatedRounds({ file: experiment('rounds: 2\n'), trial: () => ({ ms: 300 }) })
  const records = await simulated.run([simulated.header])
  const trials = records.flatMap((one, at) => (one.record === 'trial' ? [at] : []))
  const [third = 0, fourth = 0] = trials.slice(3)
  const without = records.toSpliced(third, 1)
  expect(planMistakes(foldSession(without))).toEqual([expect.stringContaining('expected')])
  const doubled = records.toSpliced(third, 0, ...records.slice(third, third + 1))
  expect(planMistakes(foldSession(doubled))).toContainEqual(expect.stringContaining('two trials have the number 3'))
  const [one, other] = [records[third], records[fourth]]
  if (one?.record !== 'trial' || other?.record !== 'trial') throw new Error('no trials')
  const swapped = records
    .with(third, { ...other, trial: one.trial, startedAtMs: one.startedAtMs, endedAtMs: one.endedAtMs })
    .with(fourth, { ...one, trial: other.trial, startedAtMs: other.startedAtMs, endedAtMs: other.endedAtMs })
  expect(planMistakes(foldSession(swapped))).toEqual([expect.stringContaining('expected')])
  expect(planMistakes(foldSession(records.slice(0, -1)))).toEqual([expect.stringContaining('not come to its end')])
})
