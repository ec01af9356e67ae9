import { expect, test } from 'vitest'
import type { LapMessage } from '../../../../main/runner/trial-messages.ts'
import { findPythons, type InstalledPython } from './installed-pythons.ts'
import { runPython } from './python-orders.ts'

const pythons = await findPythons()
const locked = pythons.filter(({ id }) => id === 'cpython' || id === 'pypy')
const free = pythons.filter(({ id }) => id === 'cpython-ft')
if (free.length === 0) console.log('not installed here, so its overlap is not tried: cpython-ft')

interface Span {
  readonly start: number
  readonly end: number
}

/** When a worker ran, as its gaps tell. */
function running({ startMs, endMs, gaps }: LapMessage['workers'][number]): readonly Span[] {
  const edges = [startMs, ...gaps, endMs]
  return edges.flatMap((start, i) => (i % 2 === 0 ? [{ start, end: edges[i + 1] ?? start }] : []))
}

function together(a: readonly Span[], b: readonly Span[]): number {
  let sharedMs = 0
  for (const one of a) {
    for (const other of b) sharedMs += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))
  }
  return sharedMs
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0)

/** Share of the time in which any of two workers ran that both did, lap by lap. */
async function overlaps(python: InstalledPython): Promise<readonly number[]> {
  const run = await runPython(python, { executor: 'threads', size: 5000, tasks: 2, passes: 1, warmup: 1, laps: 30 })
  expect(run.outcome).toEqual({ kind: 'ok' })
  return run.laps.map(({ workers }) => {
    const [a = [], b = []] = workers.map(running)
    const bothMs = together(a, b)
    return bothMs / (lengthOf(a) + lengthOf(b) - bothMs)
  })
}

test.each(locked)('$name: the gaps of two threads show that one runs at a time, in every lap', async (python) => {
  expect(Math.max(...(await overlaps(python)))).toBeLessThan(0.2)
})

// On a machine that is used by others, some laps do not get two cores; under a lock none would overlap.
test.each(free)('$name: the gaps of two threads show that both run at once', async (python) => {
  expect(Math.max(...(await overlaps(python)))).toBeGreaterThan(0.5)
})

test.each(locked.filter(({ id }) => id === 'cpython'))(
  '$name: a thread keeps running for longer where the switch interval is longer',
  async (python) => {
    const [short, long] = [await longStretchMs(python, 1), await longStretchMs(python, 40)]
    expect(long).toBeGreaterThan(short * 3)
    expect(long).toBeLessThan(40 * 2)
  },
)

/** A long one of the stretches for which a thread ran: other programs cut stretches short, they do not draw them out. */
async function longStretchMs(python: InstalledPython, switchIntervalMs: number): Promise<number> {
  const workload = { size: 20_000, tasks: 2, passes: 2, warmup: 0, laps: 3 }
  const run = await runPython(python, { executor: 'threads', ...workload, switchIntervalMs })
  expect(run.outcome).toEqual({ kind: 'ok' })
  const stretches = run.laps.flatMap(({ workers }) => workers.flatMap((worker) => running(worker).slice(1, -1)))
  const lengths = stretches.map(({ start, end }) => end - start).sort((a, b) => a - b)
  expect(lengths.length).toBeGreaterThan(5)
  return lengths[Math.floor(lengths.length * 0.75)] ?? 0
}

test.runIf(process.platform === 'linux').each(pythons)(
  '$name: every worker reports how long it waited for a core',
  async (python) => {
    const run = await runPython(python, { executor: 'threads', workers: 3, size: 2000, tasks: 3 })
    expect(run.outcome).toEqual({ kind: 'ok' })
    for (const { workers, makespanMs } of run.laps) {
      for (const { coreWaitMs } of workers) {
        expect(coreWaitMs).toBeGreaterThanOrEqual(0)
        // it began to wait when it was let go, or a little before
        expect(coreWaitMs).toBeLessThan(makespanMs + 50)
      }
    }
  },
)
