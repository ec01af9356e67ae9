import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { lockstep, temporaryFolder } from '../../shells/terminal/lockstep.ts'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { onePerRuntime } from '../python/python-matrix.ts'
import { runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const workload = { kind: 'probe', probe: 'race' } as const
const size = 300_000
const none = [0, 0, 0, 0]
/** Jython takes its time to start, and to warm up. */
const patient = { timeoutMs: 150_000 }

const pythons = onePerRuntime(await findPythons())
console.log(`not installed here, so not raced: ${missingPythons(pythons).join(', ') || 'none'}`)

// On a machine that is used by others the threads of a lap may not meet: some lap is enough.
const sum = (lost: unknown): number => (lost as readonly number[]).reduce((all, one) => all + one, 0)

const pypys = pythons.filter(({ id }) => id === 'pypy')

test.each(pypys)(
  '$name: compiled code is not left between a read and its write; nothing is lost under a lock',
  async (python) => {
    const run = await runPython(python, { executor: 'threads', workload, size, options: patient })
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(factsOf(run)).toMatchObject({ increments: size, 'lost-protected': none })
  },
)

test.each(pythons.filter((python) => !pypys.includes(python)))(
  '$name: two threads lose increments, and none under a lock',
  async (python) => {
    let lost = 0
    for (let trial = 0; trial < 5 && lost === 0; trial++) {
      const run = await runPython(python, { executor: 'threads', workload, size, options: patient })
      expect(run.outcome).toEqual({ kind: 'ok' })
      expect(factsOf(run)['increments']).toBe(size)
      expect(factsOf(run)['lost-protected']).toEqual(none)
      lost += sum(factsOf(run)['lost-read-call-write'])
      if (python.id === 'cpython' && python.minor >= 10) expect(factsOf(run)['lost-plain']).toEqual(none)
    }
    expect(lost).toBeGreaterThan(0)
  },
  200_000,
)

test.each(pythons)('$name: one thread loses nothing', async (python) => {
  const run = await runPython(python, { executor: 'threads', workers: 1, workload, size: 20_000 })
  expect(run.outcome).toEqual({ kind: 'ok' })
  for (const way of ['read-call-write', 'plain', 'protected']) expect(factsOf(run)[`lost-${way}`]).toEqual(none)
})

test.each(pythons.filter(({ id }) => id !== 'jython'))(
  '$name: processes share no counter, and that is said',
  async (python) => {
    const { outcome } = await runPython(python, { executor: 'processes', workload, size })
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('processes share none') })
  },
)

test('worker threads of Node lose increments in shared memory, and none with Atomics.add', async () => {
  let lost = 0
  for (let trial = 0; trial < 5 && lost === 0; trial++) {
    const run = await runTrial(nodeRequest('threads', 2, { workload, size }))
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(factsOf(run)['increments']).toBeGreaterThanOrEqual(1_000_000)
    expect(factsOf(run)['lost-protected']).toEqual(none)
    lost += sum(factsOf(run)['lost-read-call-write'])
  }
  expect(lost).toBeGreaterThan(0)
})

test('under our lock a plain increment is safe, and one with a safe point in its midst is not', async () => {
  const run = await runTrial(nodeRequest('locked-threads', 2, { workload, size, switchIntervalMs: 1 }))
  expect(run.outcome).toEqual({ kind: 'ok' })
  expect(factsOf(run)['lost-plain']).toEqual(none)
  expect(factsOf(run)['lost-protected']).toEqual(none)
  expect(sum(factsOf(run)['lost-read-call-write'])).toBeGreaterThan(0)
})

test('a probe gets the size that its file says', async () => {
  const file = join(temporaryFolder(), 'mine.yaml')
  writeFileSync(
    file,
    'lockstep: 1\ntitle: Mine\nworkload: { probe: race, size: 2000 }\nseries: [node/threads]\nworkers: [1]\nrounds: 1\n',
  )
  const { stdout } = await lockstep(['run', file, '--json'])
  const { session, facts } = JSON.parse(stdout) as { session: string; facts: unknown }
  expect(facts).toContainEqual(
    expect.objectContaining({ name: 'increments', found: expect.objectContaining({ value: expect.closeTo(20_000) }) }),
  )
  expect((await readSession(session)).header).toMatchObject({ size: 2000 })
})
