import { expect, test } from 'vitest'
import { countedTrials } from '../../../../experiments/core/session/counted-trials.ts'
import { crashed, sessionOf } from '../../../../testbed/sessions/rounds.ts'

const session = sessionOf({ rounds: { 'node/serial': { 1: [400, 410] }, 'node/threads': { 2: [200, crashed] } } })

const { header, trials } = session

test('successful trials count, one for each condition and round', () => {
  expect(countedTrials(session)).toEqual(trials.filter(({ outcome }) => outcome.kind === 'ok'))
})

test('a repeat counts in place of the trial that it repeats', () => {
  const [first] = trials
  if (first === undefined) throw new Error('the fixture has trials')
  const repeat = { ...first, trial: 99 }
  expect(
    countedTrials({ header, trials: [...trials, repeat] }).filter(
      ({ round, series }) => round === 0 && series === first.series,
    ),
  ).toEqual([repeat])
})

test('a repeat that failed leaves the first trial counting', () => {
  const [first] = trials
  if (first === undefined) throw new Error('the fixture has trials')
  const repeat = { ...first, trial: 99, outcome: { kind: 'timeout', message: 'took too long' } } as const
  expect(countedTrials({ header, trials: [first, repeat] })).toEqual([first])
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
  expect(countedTrials({ header, trials: [little, much] })).toEqual([little])
  expect(countedTrials({ header, trials: [much, little] })).toEqual([little])
})

test('each turn of a round counts, and five undisturbed turns are not yet five undisturbed rounds', () => {
  const [some] = trials
  if (some === undefined) throw new Error('the fixture has trials')
  const busy = { load: { otherCores: 1, stolenCores: 0, culprits: [] } }
  const turns = [0, 1, 2].flatMap((round) =>
    [1, 2, 3].map((turn) => ({ ...some, trial: 3 * round + turn, round, turn, ...(round === 0 ? busy : {}) })),
  )
  expect(countedTrials({ header, trials: turns })).toEqual(turns)
})

test('disturbed trials are left out where their condition has five undisturbed rounds, and count where it has not', () => {
  const countedRounds = (rounds: number): readonly number[] => {
    const times = Array.from({ length: rounds }, () => 400)
    const busy = { otherCores: 1, stolenCores: 0, culprits: [] }
    const load = ({ round }: { readonly round: number }) => (round < 3 ? busy : undefined)
    return countedTrials(sessionOf({ rounds: { 'node/serial': { 1: times } }, load })).map(({ round }) => round)
  }
  expect(countedRounds(7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(countedRounds(8)).toEqual([3, 4, 5, 6, 7])
})
