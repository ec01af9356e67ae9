import { expect, test } from 'vitest'
import { timelineOf, tooBusy } from '../node/timeline-rounds.ts'
import { findPythons, missingPythons, type InstalledPython } from './installed-pythons.ts'
import { pythonMatrix } from './python-matrix.ts'
import { executorsOf, pythonRequest, runPython, type PythonTrial } from './python-requests.ts'

const pythons = await findPythons()
const missing = missingPythons(pythons)
if (missing.length > 0) console.log(`not installed here, so their timeline is not tried: ${missing.join(', ')}`)

const locked = pythons.filter(({ id }) => id === 'cpython' || id === 'pypy')
const withIntervals = pythonMatrix(
  locked.filter(({ id }) => id === 'cpython'),
  [1, 5, 20, 0.5],
)
/** Executors whose workers share no lock: interpreters everywhere, threads where there is none. */
const free = pythonMatrix(
  pythons,
  ['threads', 'interpreters'] as const,
  (python, executor) => executorsOf(python).includes(executor) && !(executor === 'threads' && locked.includes(python)),
)

function timelineIn(python: InstalledPython, changes: Partial<PythonTrial>) {
  // Jython compiles on threads of its own, which take cores from the workers of the first laps
  const warmup = python.id === 'jython' ? 8 : 1
  const trial: PythonTrial = { executor: 'threads', size: 8000, tasks: 4, passes: 2, warmup, laps: 1, ...changes }
  return timelineOf(pythonRequest(python, trial), () => runPython(python, trial))
}

test.for(locked)('$name: one thread runs at a time', async (python) => {
  const found = await timelineIn(python, {})
  expect(found.source).toBe('gaps')
  // The lock sees to it on the busiest machine. PyPy also hands it on for less than the 1 ms from which gaps are seen.
  expect(found.overlap.value).toBeLessThan(python.id === 'pypy' ? 0.2 : 0.05)
})

test.for(withIntervals.filter(({ tried }) => tried >= 1))(
  '$name: a thread holds the lock for about its switch interval of $tried ms',
  async ({ python, tried: intervalMs }, { skip }) => {
    const found = await timelineIn(python, { switchIntervalMs: intervalMs })
    if (found.state === 'disturbed') skip(tooBusy)
    expect(found).toMatchObject({ state: 'clear', switchIntervalMs: intervalMs })
    expect((found.medianHoldMs.value ?? 0) / intervalMs).toBeGreaterThan(0.8)
    expect((found.medianHoldMs.value ?? 0) / intervalMs).toBeLessThan(1.2)
  },
)

test.for(withIntervals.filter(({ tried }) => tried < 1))(
  '$name: turns of $tried ms are too short for gaps, and nothing is read from them',
  async ({ python, tried: switchIntervalMs }, { skip }) => {
    const found = await timelineIn(python, { switchIntervalMs })
    if (found.state === 'disturbed') skip(tooBusy)
    expect(found.state).toBe('unresolved')
  },
)

test.for(free)('$name: its $tried run at once', async ({ python, tried: executor }, { skip }) => {
  const found = await timelineIn(python, { executor })
  expect(found.state).not.toBe('unresolved')
  // workers that share a core cannot overlap, whatever the lock
  if (found.state === 'disturbed' && (found.overlap.value ?? 0) <= 0.5) skip(tooBusy)
  expect(found.overlap.value).toBeGreaterThan(0.5)
})

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
