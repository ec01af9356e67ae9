import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { memoryOf, residentMemory } from '../../../../main/trial-programs/node/probes/private-memory.ts'
import { findPythons, missingPythons, type InstalledPython } from '../python/installed-pythons.ts'
import { executorsOf, runPython } from '../python/python-requests.ts'
import { nodeRequest, programs, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const pythons = await findPythons()
console.log(`measured here: ${pythons.map(({ name }) => name).join(', ')}`)
console.log(`not installed here: ${missingPythons(pythons).join(', ') || 'none'}`)

const run = promisify(execFile)
const workload = { kind: 'probe', probe: 'footprint' } as const
const having = (executor: ExecutorId) => pythons.filter((python) => executorsOf(python).includes(executor))

const linux = process.platform === 'linux'
const MiB = 1024 ** 2

type Facts = ReturnType<typeof factsOf>

function addedBytes(facts: Facts): number {
  expect(Object.keys(facts).filter((name) => name !== 'swapped')).toEqual(
    linux ? ['added-private', 'added-pss'] : ['added-rss'],
  )
  return Number(facts[linux ? 'added-private' : 'added-rss'])
}

/** @returns the memory that each of four more workers adds */
async function perWorker(measure: (workers: number) => Promise<Facts>): Promise<number> {
  return (addedBytes(await measure(5)) - addedBytes(await measure(1))) / 4
}

function inPython(python: InstalledPython, executor: ExecutorId): Promise<number> {
  return perWorker(async (workers) => factsOf(await runPython(python, { executor, workers, workload })))
}

test('a process of Node adds a heap, and so does a thread', async () => {
  const inNode = (executor: ExecutorId): Promise<number> =>
    perWorker(async (workers) => factsOf(await runTrial(nodeRequest(executor, workers, { workload }))))
  const [process, thread] = [await inNode('processes'), await inNode('threads')]
  expect(process).toBeGreaterThan(3 * MiB)
  expect(thread).toBeGreaterThan(1.5 * MiB)
})

test('Node has no workers to weigh in serial, and says so', async () => {
  const { outcome } = await runTrial(nodeRequest('serial', 1, { workload }))
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('serial has no workers') })
})

test.each(having('processes'))('processes of $name add more than threads, spawned ones most', async (python) => {
  const spawned = await inPython(python, 'processes')
  const forked = await inPython(python, 'processes-fork')
  const thread = await inPython(python, 'threads')
  expect(spawned).toBeGreaterThan(3 * MiB)
  expect(forked).toBeLessThan(spawned)
  expect(thread).toBeLessThan(forked)
})

test.each(having('interpreters'))('interpreters of $name add modules of their own', async (python) => {
  expect(await inPython(python, 'interpreters')).toBeGreaterThan(MiB)
})

test.each(pythons.filter(({ id }) => id === 'jython' || id === 'ironpython'))(
  '$name weighs threads, and says that it has no processes',
  async (python) => {
    const threads = await runPython(python, { executor: 'threads', workload })
    // its heap grows and shrinks by more than a thread
    expect(addedBytes(factsOf(threads))).not.toBeNaN()
    const { outcome } = await runPython(python, { executor: 'processes', workload })
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('has no multiprocessing') })
  },
)

test('pages that two processes share are counted for each in RSS and private to none', async () => {
  const own = process.memoryUsage.rss()
  const rss = await residentMemory([process.pid])
  expect(rss.measure).toBe('rss')
  expect(rss.bytes).toBeGreaterThan(own * 0.7)
  expect(rss.bytes).toBeLessThan(own * 1.5)
  const both = await residentMemory([process.pid, process.ppid])
  expect(both.bytes).toBeGreaterThan(rss.bytes)
  const memory = await memoryOf([process.pid])
  expect(memory.measure).toBe(linux ? 'private' : 'rss')
  expect(memory.bytes).toBeLessThan(rss.bytes * 1.5)
  if (linux) expect(memory.bytes).toBeLessThan(memory.pssBytes ?? 0)
})

test('a process that is gone is an error and not nothing', async () => {
  const gone = 2 ** 22 + 1
  await expect(residentMemory([gone])).rejects.toThrow()
  await expect(residentMemory([process.pid, gone])).rejects.toThrow('did not report the memory')
})

test.each(having('processes'))('$name reads the same RSS of a process as Node', async (python) => {
  const code = `from lockstep_trial.system.private_memory import resident_memory; print(resident_memory([${process.pid}]).bytes)`
  const env = { ...process.env, PYTHONPATH: dirname(programs.pythonRunner), PYTHONDONTWRITEBYTECODE: '1' }
  const { stdout } = await run(python.runtime.command[0], ['-c', code], { env })
  const { bytes } = await residentMemory([process.pid])
  expect(Number(stdout) / bytes).toBeGreaterThan(0.7)
  expect(Number(stdout) / bytes).toBeLessThan(1.4)
})
