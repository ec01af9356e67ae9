import { expect, test } from 'vitest'
import { median } from '../../../../experiments/core/statistics.ts'
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

/** Share of the time in which any of two workers ran that both did. */
async function overlap(python: InstalledPython): Promise<number> {
  const run = await runPython(python, { executor: 'threads', size: 20_000, tasks: 2, passes: 1, warmup: 1, laps: 3 })
  expect(run.outcome).toEqual({ kind: 'ok' })
  const shares = run.laps.map(({ workers }) => {
    const [a = [], b = []] = workers.map(running)
    const bothMs = together(a, b)
    return bothMs / (lengthOf(a) + lengthOf(b) - bothMs)
  })
  return median(shares)
}

test.each(locked)('$name: the gaps of two threads show that one runs at a time', async (python) => {
  expect(await overlap(python)).toBeLessThan(0.2)
})

test.each(free)('$name: the gaps of two threads show that both run at once', async (python) => {
  expect(await overlap(python)).toBeGreaterThan(0.5)
})

test.each(locked.filter(({ id }) => id === 'cpython'))(
  '$name: a thread runs for about the switch interval before another does',
  async (python) => {
    for (const switchIntervalMs of [5, 20]) {
      const run = await runPython(python, {
        executor: 'threads',
        size: 20_000,
        tasks: 2,
        passes: 2,
        laps: 3,
        switchIntervalMs,
      })
      expect(run.outcome).toEqual({ kind: 'ok' })
      const lengths = run.laps.flatMap(({ workers }) => workers.flatMap((worker) => running(worker).slice(1, -1)))
      expect(lengths.length).toBeGreaterThan(5)
      // on a machine that others use, a stretch can also be cut short
      expect(median(lengths.map(({ start, end }) => end - start))).toBeLessThan(switchIntervalMs * 2)
      expect(median(lengths.map(({ start, end }) => end - start))).toBeGreaterThan(switchIntervalMs / 5)
    }
  },
)
