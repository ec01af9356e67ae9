import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ResultDocument } from '../../../../experiments/core/report/result-document.ts'
import { lockstep } from '../../shells/terminal/lockstep.ts'
import { findPythons } from '../python/installed-pythons.ts'

interface Found extends Pick<ResultDocument['bottlenecks'], 'conditions' | 'series'> {
  /** Whether the lab itself saw that other programs were measured with the workers. */
  readonly isDisturbed: boolean
}

/** Runs an experiment of the fixtures as a person does. */
async function bottlenecksOf(file: string): Promise<Found> {
  const path = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'experiments', file)
  const { stdout, stderr } = await lockstep(['run', path, '--trust', '--json'])
  if (stdout === '') throw new Error(stderr)
  const { bottlenecks, disturbed, failures } = JSON.parse(stdout) as ResultDocument
  expect(failures).toEqual([])
  for (const { shares } of bottlenecks.conditions) {
    expect(shares.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 9)
  }
  return { ...bottlenecks, isDisturbed: disturbed.length > 0 }
}

/** "node/threads × 2 imbalance", of all conditions of more than one worker. */
function named({ conditions }: Found): readonly string[] {
  return conditions
    .filter(({ workers }) => workers > 1)
    .map(({ series, workers, bottleneck }) => `${series} × ${workers} ${String(bottleneck)}`)
}

type Skip = (note: string) => void

/** A busy machine may hide what holds workers back, and then nothing is found out here; it is named rightly or not at all. */
function expectNamed(found: Found, expected: readonly string[], skip: Skip): void {
  const names = named(found)
  if (found.isDisturbed && names.join() !== expected.join()) {
    skip(`other programs had the cores, so that not all is named: ${names.join(', ')}`)
  }
  expect(names).toEqual(expected)
}

const patience = { timeout: 180_000 }

test('a task that holds half of the work is imbalance, and a serial fraction of a half', patience, async ({ skip }) => {
  const found = await bottlenecksOf('uneven.yaml')
  expectNamed(found, ['node/threads × 2 imbalance', 'node/processes × 2 imbalance'], skip)
  // with less than its core a worker's time says less of its work
  if (found.isDisturbed) return
  for (const { workers, serialTail } of found.conditions) {
    if (workers === 1) continue
    expect(serialTail?.value).toBeGreaterThan(0.4)
    expect(serialTail?.value).toBeLessThan(0.6)
  }
})

test(
  'a mutex around most of each task is waiting for another worker, not for an interpreter lock',
  patience,
  async ({ skip }) => {
    expectNamed(await bottlenecksOf('mutex.yaml'), ['node/threads × 2 serial'], skip)
  },
)

const hasCPython = (await findPythons()).some(({ id }) => id === 'cpython')
if (!hasCPython) console.log('not installed here, so the bottleneck of its lock is not tried: cpython')

test('an interpreter lock, ours and CPython’s own, is what its threads wait for', patience, async ({ skip }) => {
  const found = await bottlenecksOf('locked.yaml')
  const series = ['node/locked-threads', ...(hasCPython ? ['cpython/threads'] : [])]
  const expected = series.map((id) => `${id} × 2 lock-wait`)
  expectNamed(found, expected, skip)
  for (const { sentence } of found.series) expect(sentence).toContain('waiting for the interpreter lock')
})

// only Linux keeps for each thread how long it waited for a core
test.runIf(process.platform === 'linux')('four workers a core wait for a core', patience, async () => {
  const { conditions } = await bottlenecksOf('crowded.yaml')
  const crowded = conditions.filter(({ workers }) => workers > 1)
  expect(crowded.map(({ series, bottleneck }) => [series, bottleneck])).toEqual([
    ['node/threads', 'core-wait'],
    ['node/processes', 'core-wait'],
  ])
})

test('messages of 64 MiB are communication, between threads and between processes', patience, async ({ skip }) => {
  const expected = ['node/threads × 2 communication', 'node/processes × 2 communication']
  expectNamed(await bottlenecksOf('big-messages.yaml'), expected, skip)
})
