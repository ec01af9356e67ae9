import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { experimentJsonSchema } from '../../../../experiments/core/definition/experiment-json-schema.ts'
import { experimentSchema } from '../../../../experiments/core/definition/experiment-schema.ts'
import { kernelFacts, kernelNames } from '../../../../experiments/core/names/kernel-names.ts'
import { findKernel } from '../../../../experiments/workloads/kernels.ts'
import { findNodeKernel } from '../../../../main/trial-programs/node/kernels/node-kernels.ts'

const schemaFile = new URL('../../../../experiments/experiment.schema.json', import.meta.url)
const cpuBound = new URL('../../../../experiments/catalog/cpu-bound.yaml', import.meta.url)

test('the schema that editors use is the one that files are checked with (npm start -- schema writes it)', () => {
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(experimentJsonSchema())
})

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

test('every kernel that a file can name is there', async () => {
  for (const name of kernelNames) {
    const languages = kernelFacts(name)?.languages
    if (languages !== 'python') expect((findKernel(name) ?? (await findNodeKernel(name)))?.name).toBe(name)
    if (languages !== 'node')
      expect(existsSync(`experiments/workloads/${name.replaceAll('-', '_')}.py`), name).toBe(true)
  }
})
