import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { experimentJsonSchema } from '../../../../experiments/core/definition/experiment-json-schema.ts'
import { experimentSchema } from '../../../../experiments/core/definition/experiment-schema.ts'

const cpuBound = new URL('../../../../experiments/catalog/cpu-bound.yaml', import.meta.url)

test('editors are told what every key is for', () => {
  const { properties } = experimentJsonSchema() as { properties: Record<string, { description?: string }> }
  expect(Object.keys(properties)).toEqual(Object.keys(experimentSchema.shape))
  for (const [key, property] of Object.entries(properties)) expect(property.description, key).toMatch(/\.$/)
})

test('only four keys are required, and unknown ones are refused', () => {
  expect(experimentJsonSchema()).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    required: ['lockstep', 'title', 'workload', 'series'],
    additionalProperties: false,
  })
})

test('the JSON Schema takes the built-in experiment and refuses what the parser refuses', () => {
  const schema = z.fromJSONSchema(experimentJsonSchema() as Parameters<typeof z.fromJSONSchema>[0])
  const experiment = parse(readFileSync(cpuBound, 'utf8')) as object
  expect(schema.safeParse(experiment).error).toBeUndefined()
  const broken = [
    { title: ' ' },
    { workers: [0] },
    { workers: ['p'] },
    { budget: '5 mins' },
    { precision: 0.1 },
    { rounds: { mim: 1 } },
    { workload: { kernel: 'primes', module: './a.mjs' } },
    { series: ['node/thread'] },
    { group: 'Threads' },
  ]
  for (const change of broken) {
    expect(schema.safeParse({ ...experiment, ...change }).success, JSON.stringify(change)).toBe(false)
  }
})
