import { expect, test } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import { describeMachine } from '../../../main/machine/machine.ts'
import { conditionRequest } from '../../../main/session/condition-request.ts'

test('a trial is told the content of its module that was agreed to', async () => {
  const text =
    'lockstep: 1\ntitle: Mine\nworkload: { module: ./mine.mjs }\nseries: [node/serial, node/serial@primes]\nworkers: [1]\n'
  const parsed = parseExperiment('mine.yaml', Buffer.from(text))
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed))
  const { experiment } = parsed
  const machine = await describeMachine('24.0.0')
  const plan = makePlan(experiment, { usableCores: 2, obstacle: () => null })
  const files = [
    { path: './mine.yaml', sha256: 'a' },
    { path: './mine.mjs', sha256: 'b' },
  ]
  const asked = plan.conditions.map((condition) =>
    conditionRequest({ experiment, plan, machine, seed: 1, files }, condition, 4, {
      sizes: {},
      passes: {},
      conditionPasses: {},
    }),
  )
  expect(asked.map(({ workload, workloadSha256 }) => [workload.kind, workloadSha256])).toEqual(
    expect.arrayContaining([
      ['module', 'b'],
      ['kernel', undefined],
    ]),
  )
})
