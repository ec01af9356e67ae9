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

test('a probe beside a workload of another kind has a size of its own', async () => {
  const machine = await describeMachine('24.0.0')
  const sizesOf = (workload: string, series: string): readonly number[] => {
    const text = `lockstep: 1\ntitle: Mine\nworkload: ${workload}\nseries: [${series}]\nworkers: [2]\nbaseline: none\n`
    const parsed = parseExperiment('mine.yaml', Buffer.from(text))
    if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed))
    const { experiment } = parsed
    const plan = makePlan(experiment, { usableCores: 2, obstacle: () => null })
    const calibration = { sizes: { '': 500 }, passes: {}, conditionPasses: {} }
    return plan.conditions.map(
      (one) => conditionRequest({ experiment, plan, machine, seed: 1, files: [] }, one, 4, calibration).size,
    )
  }
  expect(sizesOf('{ kernel: primes }', 'node/serial, node/threads@race')).toEqual([500, 300_000])
  expect(sizesOf('{ probe: isolation }', 'node/threads@race')).toEqual([300_000])
  // the file's size is that of all its sized probes
  expect(sizesOf('{ probe: refcount, size: 500 }', 'cpython/threads@refcount-model')).toEqual([500])
})
