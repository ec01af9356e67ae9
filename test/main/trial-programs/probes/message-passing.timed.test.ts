import { describe, expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { median } from '../../../../experiments/core/numbers/statistics.ts'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { onePerRuntime } from '../python/python-matrix.ts'
import { executorsOf, runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const pythons = onePerRuntime(await findPythons())
console.log(`measured here: ${pythons.map(({ name }) => name).join(', ')}`)
console.log(`not installed here: ${missingPythons(pythons).join(', ') || 'none'}`)

const workload = { kind: 'probe', probe: 'message-passing' } as const
const sizes = ['1B', '1KiB', '64KiB', '1MiB', '16MiB', '64MiB']
const large = sizes.slice(2)
const having = (executor: ExecutorId) => pythons.filter((python) => executorsOf(python).includes(executor))

type Facts = ReturnType<typeof factsOf>

/** The median in ms, or in MiB/s. */
function middle(facts: Facts, name: string): number {
  const value = facts[name]
  return Array.isArray(value) ? median(value) : Number(value)
}

function expectTimes(facts: Facts, prefix: string, payloads: readonly string[], copies: boolean): void {
  for (const size of payloads) expect(middle(facts, `${prefix}round-trip-${size}`)).toBeGreaterThan(0)
  for (const size of large.filter((one) => payloads.includes(one))) {
    const throughput = facts[`${prefix}throughput-${size}`]
    if (copies) expect(throughput).toBeGreaterThan(0)
    else expect(throughput).toBeUndefined()
  }
  // copying 16 MiB takes a thousand times the bytes of 1 KiB; what is not copied does not care
  const ratio = middle(facts, `${prefix}round-trip-16MiB`) / middle(facts, `${prefix}round-trip-1KiB`)
  if (copies) expect(ratio).toBeGreaterThan(10)
  else expect(ratio).toBeLessThan(100)
}

describe('Node', () => {
  test('sends threads copies, moves what is moved, and shares memory', async () => {
    const run = await runTrial(nodeRequest('threads', 1, { workload }))
    const facts = factsOf(run)
    expect(facts).toMatchObject({
      message: 'a copy',
      'value-function': 'refused',
      'value-map': 'a copy',
      'value-bigint': 'a copy',
      'value-shared-memory': 'shared',
      'value-open-file': 'moved',
      'set-up-calls': 0,
      'shared-memory-set-up-calls': 5,
    })
    expect(['moved', 'refused']).toContain(facts['value-socket'])
    expectTimes(facts, '', sizes, true)
    expectTimes(facts, 'transfer-', sizes, false)
    expectTimes(facts, 'shared-memory-', sizes, false)
    expect(run.pids).toHaveLength(1)
  })

  test('sends processes JSON, which loses what it does not hold, or clones', async () => {
    const run = await runTrial(nodeRequest('processes', 1, { workload }))
    const facts = factsOf(run)
    expect(facts).toMatchObject({
      message: 'a copy',
      'value-function': 'lost',
      'value-map': 'lost',
      'value-bigint': 'refused',
      'value-shared-memory': 'lost',
      'value-open-file': 'refused',
      'value-socket': 'moved',
    })
    expectTimes(facts, '', sizes.slice(0, 5), true)
    expect(facts['round-trip-64MiB']).toBeUndefined()
    expectTimes(facts, 'advanced-', sizes, true)
    expect(run.pids).toHaveLength(2)
    expect(run.facts.find(({ name }) => name === 'round-trip-1B')?.unit).toBe('ms')
    expect(run.facts.find(({ name }) => name === 'throughput-1MiB')?.unit).toBe('MiB/s')
  })

  test('has nobody to talk to in serial, and says so', async () => {
    const { outcome } = await runTrial(nodeRequest('serial', 1, { workload }))
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('not serial') })
  })
})

const object = 'the same object'

test.each(pythons)('$name hands a thread the object itself, whatever it is and however large', async (python) => {
  const facts = factsOf(await runPython(python, { executor: 'threads', workload }))
  expect(facts).toMatchObject({
    message: object,
    'value-lambda': object,
    'value-lock': object,
    'value-open-file': object,
    'set-up-calls': 2,
  })
  expectTimes(facts, '', sizes, false)
})

test.each(having('processes'))(
  '$name pickles what it sends to processes, which not everything can be',
  async (python) => {
    for (const executor of ['processes', 'processes-fork'] as const) {
      const run = await runPython(python, { executor, workload })
      const facts = factsOf(run)
      expect(facts).toMatchObject({
        message: 'a copy',
        'value-lambda': 'refused',
        'value-lock': 'refused',
        'value-open-file': 'refused',
        'set-up-calls': 2,
        'shared-memory-set-up-calls': 7,
      })
      expectTimes(facts, '', sizes, true)
      expectTimes(facts, 'shared-memory-', sizes, false)
      expect(run.pids).toHaveLength(2)
    }
  },
)

test.each(pythons.filter(({ id }) => id === 'jython' || id === 'ironpython'))(
  '$name says that it has no processes to talk to',
  async (python) => {
    const { outcome } = await runPython(python, { executor: 'processes', workload })
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringMatching(/ has no multiprocessing$/) })
  },
)
