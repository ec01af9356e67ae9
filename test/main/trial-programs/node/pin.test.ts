import { describe, expect, test } from 'vitest'
import { executorIds, type ExecutorId } from '../../../../experiments/core/names/series.ts'
import { pinOrder } from '../../../../experiments/core/session/topology.ts'
import { pinObstacle } from '../../../../main/machine/pinning.ts'
import { readTopology } from '../../../../main/machine/topology.ts'
import type { TrialRequest } from '../../../../main/trial/trial-request.ts'
import { PinnedThreads } from './pinned-threads.ts'
import { executorMatrix } from '../python/python-matrix.ts'
import { pythonRequest, workersOf } from '../python/python-requests.ts'
import { findPythons } from '../python/installed-pythons.ts'
import { nodeRequest, runTrial, type RunTrialOptions } from '../trial-harness.ts'

const topology = [...readTopology()]
const cores = pinOrder(topology)
const canPin = pinObstacle({ platform: process.platform, topology }) === null && cores.length > 1

/** Work that takes a while and no core. */
const waiting: Partial<TrialRequest> = {
  workload: { kind: 'kernel', kernel: 'waiting' },
  size: 20,
  tasks: 6,
  passes: 6,
}

/** The cores that workers of a trial were tied to, as /proc has it while it runs. */
async function coresOf(request: TrialRequest, options: RunTrialOptions = {}): Promise<readonly number[]> {
  let pinned: PinnedThreads | null = null
  const run = await runTrial(request, {
    ...options,
    onStart: (pid) => {
      pinned = new PinnedThreads(pid ?? 0)
    },
  })
  const watch = pinned as PinnedThreads | null
  watch?.stop()
  expect(run.outcome).toEqual({ kind: 'ok' })
  return watch?.cores(request.executor.startsWith('processes') ? 'leaders' : 'all') ?? []
}

const sorted = (some: readonly number[]): readonly number[] => some.toSorted((a, b) => a - b)

describe.runIf(canPin)('a worker that is tied to a core', () => {
  test.each(['serial', 'threads', 'locked-threads', 'processes'] satisfies ExecutorId[])(
    'of node/%s runs there alone',
    async (executor) => {
      const workers = executor === 'serial' ? 1 : 2
      // the other way round than the system counts, so that a worker's place says which core it is
      const pin = cores.slice(0, 2).reverse()
      expect(await coresOf(nodeRequest(executor, workers, { ...waiting, pin }))).toEqual(sorted(pin.slice(0, workers)))
    },
  )

  test('is the one of another worker’s where there are more workers than cores', async () => {
    const pin = cores.slice(0, 2)
    const [first = 0, second = 0] = pin
    expect(await coresOf(nodeRequest('threads', 3, { ...waiting, pin }))).toEqual(sorted([first, first, second]))
  })

  test('is none where the file does not ask for it', async () => {
    expect(await coresOf(nodeRequest('threads', 2, waiting))).toEqual([])
  })

  test('is an error where the core is none of the machine’s: it is never left to run elsewhere', async () => {
    const run = await runTrial(nodeRequest('threads', 2, { ...waiting, pin: [4000] }))
    expect(run.outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('core 4000') })
  })
})

const pythons = canPin ? await findPythons() : []

const pinnable = executorIds.filter((executor) => executor !== 'async')

test.each(executorMatrix(pythons, pinnable))(
  'a worker of $name under $tried is tied to its core',
  async ({ python, tried: executor }) => {
    const workers = workersOf(executor)
    const pin = cores.slice(0, 2).reverse()
    const order = pythonRequest(python, { executor, workers, ...waiting, pin })
    const found = await coresOf(order, { runtime: python.runtime })
    // a thread that a virtual machine starts for itself, from a worker, is tied where that one is
    const known = python.runtime.info.runtime === 'jython' ? [...new Set(found)] : found
    expect(known).toEqual(sorted(pin.slice(0, workers)))
  },
)

test('where it cannot be done the reason is said', () => {
  expect(pinObstacle({ platform: 'darwin' })).toContain('macOS')
  expect(pinObstacle({ platform: 'win32' })).toContain('Linux only')
  expect(pinObstacle({ platform: 'linux' })).toContain('does not tell')
  const known = [{ cpu: 0, core: 0, fast: true, allowed: true }]
  expect(pinObstacle({ platform: 'linux', topology: known }, { PATH: '/nowhere' })).toContain('util-linux')
})
