import { expect, test } from 'vitest'
import { trialsLeftText } from '../../../../experiments/core/curves/trials-left.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { madeUpHeader, type HeaderChanges } from '../../../../testbed/sessions/header.ts'
import { madeUpTrial, type TrialContents } from '../../../../testbed/sessions/trial.ts'

const conditions = [1, 2, 4, 8].map((workers) => ({ series: 'node/threads' as const, workers, reference: false }))

/** @param contents of its trials, which fill the rounds from the first on and take 1 s each */
function leftOf(changes: HeaderChanges, contents: readonly TrialContents[]): string {
  const header = madeUpHeader({ conditions, ...changes })
  const trials = contents.flatMap((content, trial) => {
    const [round, workers] = [
      Math.floor(trial / conditions.length),
      conditions[trial % conditions.length]?.workers ?? 1,
    ]
    const times = { startedAtMs: trial * 1000, endedAtMs: trial * 1000 + 1000 }
    return madeUpTrial({ trial, round, series: 'node/threads', workers }, { ...times, ...content })
  })
  return trialsLeftText(foldSession([header, ...trials]))
}

const ok = (count: number): readonly TrialContents[] => Array.from({ length: count }, () => ({}))

test('what is missing is counted, and takes as long as what there is', () => {
  expect(leftOf({ rounds: { min: 10, max: 10 } }, ok(28))).toBe('12 of 40 trials are missing, about 12 s')
  expect(leftOf({ rounds: { min: 1, max: 1 } }, ok(3))).toBe('1 of 4 trials is missing, about 1 s')
  expect(leftOf({ rounds: { min: 1, max: 1 } }, [])).toBe('4 of 4 trials are missing')
})

test('the turns of a round are counted each', () => {
  const turns = [{ ...conditions[0], series: 'node/serial' as const, workers: 1, reference: false, times: 3 }]
  const header = madeUpHeader({ conditions: turns, rounds: { min: 2, max: 2 } })
  const place = { trial: 0, round: 0, series: 'node/serial' as const, workers: 1 }
  const trials = [...madeUpTrial(place), ...madeUpTrial({ ...place, trial: 1 }, { turn: 3 })]
  expect(trialsLeftText(foldSession([header, ...trials]))).toContain('4 of 6 trials are missing')
})

test('where the rounds may end early, on precision, it is a range', () => {
  expect(leftOf({ rounds: { min: 5, max: 12 } }, ok(10))).toBe(
    '10 to 38 of 20 to 48 trials are missing, about 10 s to 38 s',
  )
})

test('a trial that was cancelled is missing, and a condition that was given up is not', () => {
  const crashed: TrialContents = { outcome: { kind: 'crashed', message: 'exit code 1' } }
  const cancelled: TrialContents = { outcome: { kind: 'cancelled', message: 'cancelled' } }
  expect(leftOf({ rounds: { min: 2, max: 2 } }, [...ok(4), ...ok(3), cancelled])).toContain('1 of 8 trials is missing')
  const givenUp = [crashed, ...ok(3), crashed, ...ok(3)]
  expect(leftOf({ rounds: { min: 3, max: 3 } }, givenUp)).toContain('3 of 11 trials are missing')
})
