import { describe, expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { median } from '../../../../experiments/core/numbers/statistics.ts'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { executorsOf, runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const pythons = await findPythons()
console.log(`measured here: ${pythons.map(({ name }) => name).join(', ')}`)
console.log(`not installed here: ${missingPythons(pythons).join(', ') || 'none'}`)

const workload = { kind: 'probe', probe: 'start-up' } as const
const turns = 10

const having = (executor: ExecutorId) => pythons.filter((python) => executorsOf(python).includes(executor))
const lacking = (executor: ExecutorId) => pythons.filter((python) => !executorsOf(python).includes(executor))

type Facts = ReturnType<typeof factsOf>

function list(facts: Facts, name: string): readonly number[] {
  const value = facts[name]
  if (!Array.isArray(value)) throw new Error(`no list called ${name} in ${JSON.stringify(facts)}`)
  return value
}

/** Expects ten starts of each kind, each of which took time, and on Linux each with its wait for a core. */
function expectStarts(facts: Facts, kinds: readonly string[]): void {
  const waits = process.platform === 'linux' ? kinds.map((kind) => `${kind}-core-wait`) : []
  const names = [...kinds.map((kind) => `${kind}-start`), ...waits]
  expect(Object.keys(facts).toSorted()).toEqual(names.toSorted())
  for (const name of names) {
    expect(list(facts, name)).toHaveLength(turns)
    for (const ms of list(facts, name)) expect(ms).toBeGreaterThanOrEqual(0)
  }
  for (const kind of kinds) expect(Math.min(...list(facts, `${kind}-start`))).toBeGreaterThan(0)
}

describe('Node', () => {
  test('starts processes and threads in turns, or threads alone', async () => {
    const inTurns = await runTrial(nodeRequest('processes', 1, { workload }))
    expectStarts(factsOf(inTurns), ['process', 'thread'])
    expectStarts(factsOf(await runTrial(nodeRequest('threads', 1, { workload }))), ['thread'])
    expect(inTurns.facts.every(({ unit }) => unit === 'ms')).toBe(true)
  })

  test('has nothing to start in other executors, and says so', async () => {
    const { outcome } = await runTrial(nodeRequest('serial', 1, { workload }))
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('serial starts nothing') })
  })
})

describe.each(pythons)('$name', (python) => {
  test('starts threads', async () => {
    expectStarts(factsOf(await runPython(python, { executor: 'threads', workload })), ['thread'])
  })

  test('has nothing to start in serial, and says so', async () => {
    const { outcome } = await runPython(python, { executor: 'serial', workload })
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('serial starts nothing') })
  })
})

test.each(having('processes'))('$name starts spawned and forked processes in turns with threads', async (python) => {
  const [spawned, forked] = [
    factsOf(await runPython(python, { executor: 'processes', workload })),
    factsOf(await runPython(python, { executor: 'processes-fork', workload })),
  ]
  for (const facts of [spawned, forked]) expectStarts(facts, ['process', 'thread'])
  // a new interpreter and its imports, without what the machine made it wait: far more than a thread
  const own = (kind: string): number => {
    const waits = process.platform === 'linux' ? list(spawned, `${kind}-core-wait`) : []
    return median(list(spawned, `${kind}-start`).map((ms, index) => ms - (waits[index] ?? 0)))
  }
  expect(own('process')).toBeGreaterThan(5 * own('thread'))
})

test.each(having('interpreters'))('$name starts interpreters in turns with threads', async (python) => {
  const facts = factsOf(await runPython(python, { executor: 'interpreters', workload }))
  expectStarts(facts, ['interpreter', 'thread'])
})

test.each(lacking('processes'))('$name says that it has no processes to start', async (python) => {
  const { outcome } = await runPython(python, { executor: 'processes', workload })
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringMatching(/ has no multiprocessing$/) })
})
