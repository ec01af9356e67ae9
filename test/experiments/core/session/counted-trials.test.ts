import { expect, test } from 'vitest'
import { countedTrials } from '../../../../experiments/core/session/counted-trials.ts'
import { crashed, sessionOf } from '../../../../testbed/sessions/rounds.ts'

const { trials } = sessionOf({ rounds: { 'node/serial': { 1: [400, 410] }, 'node/threads': { 2: [200, crashed] } } })

test('successful trials count, one for each condition and round', () => {
  expect(countedTrials(trials)).toEqual(trials.filter(({ outcome }) => outcome.kind === 'ok'))
})

test('a repeat counts in place of the trial that it repeats', () => {
  const [first] = trials
  if (first === undefined) throw new Error('the fixture has trials')
  const repeat = { ...first, trial: 99 }
  expect(
    countedTrials([...trials, repeat]).filter(({ round, series }) => round === 0 && series === first.series),
  ).toEqual([repeat])
})

test('a repeat that failed leaves the first trial counting', () => {
  const [first] = trials
  if (first === undefined) throw new Error('the fixture has trials')
  const repeat = { ...first, trial: 99, outcome: { kind: 'timeout', message: 'took too long' } } as const
  expect(countedTrials([first, repeat])).toEqual([first])
})

test('of a disturbed trial and its repeat the less loaded one counts', () => {
  const [some] = trials
  if (some === undefined) throw new Error('the fixture has trials')
  const loaded = (otherCores: number, trial: number) => ({
    ...some,
    trial,
    load: { otherCores, stolenCores: null, culprits: [] },
  })
  const [little, much] = [loaded(0.3, 0), loaded(1.9, 1)]
  expect(countedTrials([little, much])).toEqual([little])
  expect(countedTrials([much, little])).toEqual([little])
})
