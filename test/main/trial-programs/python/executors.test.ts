import { describe, expect, test } from 'vitest'
import { checksumOfTask, formatChecksum } from '../../../../experiments/core/numbers/checksum.ts'
import { nowUs } from '../../../../main/system/clock.ts'
import type { TrialRequest } from '../../../../main/trial/trial-request.ts'
import { moduleRequest, nodeRequest, runTrial } from '../trial-harness.ts'
import { findPythons, missingPythons } from './installed-pythons.ts'
import { executorMatrix, onePerRuntime, pythonMatrix } from './python-matrix.ts'
import { executorsOf, runPython, script, workersOf } from './python-requests.ts'

const pythons = await findPythons()
console.log(`measured here: ${pythons.map(({ name }) => name).join(', ')}`)
console.log(`not installed here: ${missingPythons(pythons).join(', ') || 'none'}`)

const kernels = [
  ['primes', 60],
  ['mandelbrot', 7],
  ['matrix', 9],
  ['messages', 70],
] as const

const outside = ['waiting', 'http', 'files', 'hashing', 'pbkdf2']

/** The checksums of the kernels in Node, in the order of `kernels`, and that of the user's own module. */
const [kernelsInNode, collatzInNode] = await Promise.all([
  Promise.all(
    kernels.map(([kernel, size]) =>
      checksumOf(nodeRequest('serial', 1, { workload: { kind: 'kernel', kernel }, size })),
    ),
  ),
  checksumOf(moduleRequest('serial', 1, 'collatz.mjs')),
])

async function checksumOf(request: TrialRequest): Promise<string> {
  const { outcome, laps } = await runTrial({ ...request, warmup: 0, laps: 1 })
  const [lap] = laps
  if (lap === undefined) throw new Error(`Node gave no checksum: ${JSON.stringify(outcome)}`)
  return lap.checksum
}

test('there is a Python to test with', () => {
  expect(pythons.length).toBeGreaterThan(0)
})

// No times are compared here, so several may run at once.
describe.concurrent.each(executorMatrix(pythons))('$name/$tried', ({ python, tried: executor }) => {
  test('gives the same checksums as Node', async () => {
    const tried = python.id === 'jython' && executor === 'serial' ? kernels.slice(0, 1) : kernels
    for (const [index, [kernel, size]] of tried.entries()) {
      const expected = kernelsInNode[index]
      const workload = { kind: 'kernel', kernel } as const
      const run = await runPython(python, { executor, workers: workersOf(executor), workload, size })
      expect(run.outcome).toEqual({ kind: 'ok' })
      expect(run.laps.map(({ checksum }) => checksum)).toEqual([expected, expected])
    }
  })

  test('reports pids, start-up and every worker of each lap', async () => {
    const workers = workersOf(executor)
    const beforeUs = nowUs()
    const run = await runPython(python, { executor, workers, warmup: 0, laps: 2 })
    const tookMs = (nowUs() - beforeUs) / 1e3
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(new Set(run.pids).size).toBe(executor.startsWith('processes') ? 3 : 1)
    // its clock is ours: hello lies between our own readings
    expect(run.processStartMs).toBeGreaterThan(0)
    expect(run.processStartMs).toBeLessThan(tookMs)
    expect(run.startupMs).toBeGreaterThan(0)
    const startMethod = executor === 'processes' ? 'spawn' : executor === 'processes-fork' ? 'fork' : null
    expect(run.startMethod).toBe(startMethod)
    expect(run.laps.map(({ lap, warmup }) => [lap, warmup])).toEqual([
      [0, false],
      [1, false],
    ])
    for (const lap of run.laps) {
      expect(lap.workers).toHaveLength(workers)
      expect(lap.makespanMs).toBeCloseTo(Math.max(...lap.workers.map(({ endMs }) => endMs)), 6)
      expect(lap.cpuMs).toBeGreaterThan(0)
      expect(lap.peakRssBytes).toBeGreaterThan(5_000_000)
      for (const { startMs, endMs } of lap.workers) {
        expect(startMs).toBeGreaterThanOrEqual(0)
        expect(endMs).toBeGreaterThan(startMs)
      }
    }
  })

  test('runs a script of the user as Node runs the same in JavaScript', async () => {
    const workload = script('collatz.py')
    const run = await runPython(python, { executor, workers: workersOf(executor), workload, size: 100 })
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(run.laps[0]?.checksum).toBe(collatzInNode)
  })

  test('keeps what a workload prints out of the protocol', async () => {
    let printed = ''
    const run = await runPython(python, {
      executor,
      workers: workersOf(executor),
      // an isolated interpreter may not start processes in every version
      workload: script(executor === 'interpreters' ? 'prints_alone.py' : 'prints.py'),
      options: {
        onPrint: (text) => {
          printed += text
        },
      },
    })
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(printed).toContain('a print of task 0')
    expect(printed).toContain('a print of task 1')
    expect(printed).toContain('a print of a thread')
    expect(printed).toContain('rubbish')
    if (executor !== 'interpreters') expect(printed).toContain('a print of a child')
  })
})

test.concurrent.each(pythonMatrix(pythons, outside))(
  '$name gives the same checksum as Node of $tried, which is work outside of the language',
  async ({ python, tried: kernel }) => {
    const order = { workload: { kind: 'kernel', kernel }, size: 2, tasks: 4, laps: 1, warmup: 0 } as const
    const node = await runTrial(nodeRequest('serial', 1, order))
    expect(node.outcome).toEqual({ kind: 'ok' })
    const run = await runPython(python, { ...order, executor: 'threads' })
    if (kernel === 'pbkdf2' && python.id === 'jython') {
      expect(run.outcome).toMatchObject({ message: expect.stringContaining('has no hashlib.pbkdf2_hmac') })
    } else {
      expect(run.outcome).toEqual({ kind: 'ok' })
      expect(run.laps[0]?.checksum).toBe(node.laps[0]?.checksum)
    }
  },
)

test.each(executorMatrix(pythons, ['async']))('$name asks the server by asyncio too', async ({ python }) => {
  const order = { workload: { kind: 'kernel', kernel: 'http' }, size: 2, warmup: 0 } as const
  const inAsync = await runPython(python, { ...order, executor: 'async' })
  expect(inAsync.outcome).toEqual({ kind: 'ok' })
  expect(inAsync.laps[0]?.checksum).toBe((await runPython(python, { ...order, executor: 'threads' })).laps[0]?.checksum)
})

describe.concurrent.each(pythons)('$name', (python) => {
  test('finds the modules beside a script, and a script whose name is not plain letters', async () => {
    const neighbour = await runPython(python, { executor: 'threads', workload: script('imports_neighbour.py') })
    expect(neighbour.outcome).toEqual({ kind: 'ok' })
    const accents = await runPython(python, { executor: 'threads', workload: script('caffè_größe.py') })
    expect(accents.outcome).toEqual({ kind: 'ok' })
  })
})

test.each(executorMatrix(pythons, ['async']))(
  '$name awaits tasks side by side in async, one after the other elsewhere',
  async ({ python }) => {
    const makespans: number[] = []
    for (const executor of ['serial', 'async'] as const) {
      const workers = executor === 'async' ? 4 : 1
      const run = await runPython(python, { executor, workers, passes: 1, workload: script('waits.py') })
      expect(run.outcome).toEqual({ kind: 'ok' })
      makespans.push(Math.min(...run.laps.map(({ makespanMs }) => makespanMs)))
    }
    // four tasks that wait 50 ms each
    expect(makespans[0]).toBeGreaterThan(200)
    expect(makespans[1]).toBeGreaterThan(50)
    expect(makespans[1]).toBeLessThan((makespans[0] ?? 0) * 0.75)
  },
)

const { header } = process.report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } }
// the free-threaded build has an allocator of its own
const onGlibc = header.glibcVersionRuntime === undefined ? [] : pythons.filter(({ id }) => id === 'cpython')

test.each(onGlibc)(
  '$name pays no more for memory in the main thread, where serial runs, than in others',
  async (python) => {
    const checksums: (string | undefined)[] = []
    for (const executor of ['serial', 'threads', 'processes'] as const) {
      const run = await runPython(python, { executor, workers: 1, tasks: 1, warmup: 0, workload: script('faults.py') })
      expect(run.outcome).toEqual({ kind: 'ok' })
      checksums.push(run.laps[0]?.checksum)
    }
    const few = formatChecksum(checksumOfTask(0, 'few'))
    expect(checksums).toEqual([few, few, few])
  },
)

const lacking = pythonMatrix(
  pythons,
  ['processes', 'async', 'interpreters'] as const,
  (python, executor) => !executorsOf(python).includes(executor),
)

test.each(lacking)('$name says what it lacks for $tried', async ({ python, tried: executor }) => {
  const { outcome } = await runPython(python, { executor })
  expect(outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(
      /^(CPython|PyPy|Jython|IronPython) [\d.]+ has no (multiprocessing|asyncio|interpreters)/,
    ),
  })
})

test.each(onePerRuntime(pythons.filter(({ packages }) => packages.includes('scipy'))))(
  '$name computes the array kernels with NumPy and SciPy, the sine as the pure loop does',
  async (python) => {
    const checksums: (string | undefined)[] = []
    for (const kernel of ['array-sin', 'array-loop', 'array-fft', 'array-short', 'array-large', 'array-holds']) {
      const workload = { kind: 'kernel', kernel } as const
      const run = await runPython(python, { executor: 'threads', workload, size: 1, tasks: 2 })
      expect(run.outcome).toEqual({ kind: 'ok' })
      checksums.push(run.laps[0]?.checksum)
    }
    expect(checksums[0]).toBe(checksums[1])
    expect(new Set(checksums).size).toBe(5)
  },
)
