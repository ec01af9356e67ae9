import { expect, test } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import { plannedBefore } from '../../../main/lab/resumed-plan.ts'
import { madeUpHeader } from '../../../testbed/sessions/header.ts'

test('a session goes on with the turns of its header: one of each condition if it is older than turns', () => {
  const text =
    'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/threads]\nworkers: [1, 2, 3, 4]\nbaseline: none\n'
  const parsed = parseExperiment('f.yaml', Buffer.from(text))
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  const now = makePlan(parsed.experiment, { usableCores: 4, obstacle: () => null })
  const conditions = now.conditions.map(({ series, ...one }) => ({ ...one, series: series.id }))
  const rounds = { min: 5, max: 6 }
  const trials = (old: typeof conditions): unknown =>
    plannedBefore(madeUpHeader({ conditions: old }), now, rounds).trials
  expect(trials(conditions)).toEqual({ min: 30, max: 36 })
  expect(trials(conditions.map(({ times: _times, ...one }) => one))).toEqual({ min: 25, max: 30 })
})
