import { expect, test } from 'vitest'
import type { Bench } from '../../../bench/core/bench.ts'
import { runBenches } from '../../../bench/core/bench-run.ts'
import { rowOfBound } from '../../../bench/core/rows-of.ts'

function bench(name: Bench['name'], run: Bench['run']): Bench {
  return { name, budgetMs: 60_000, built: false, run }
}

const row = rowOfBound({ name: 'monitor', unit: '', target: { low: null, high: 1 }, bound: 1 }, [0.5, 0.5])

function run(benches: readonly Bench[], signal = new AbortController().signal, said: string[] = []) {
  return runBenches({
    benches,
    budgetMs: null,
    signal,
    root: '/nowhere',
    withFolder: (use) => use('/nowhere/row'),
    say: (line) => said.push(line),
  })
}

test('a row that fails does not keep the next one from running, and is named with its reason', async () => {
  const failing = bench('fidelity', () => Promise.reject(new Error('no such trial')))
  const { rows, failures } = await run([failing, bench('monitor', () => Promise.resolve([row]))])
  expect(rows).toEqual([row])
  expect(failures).toEqual(['fidelity could not be measured: no such trial'])
})

test('what is left is said for the row and for all that come after it', async () => {
  const said: string[] = []
  const halfWay = bench('fidelity', ({ progress }) => {
    progress('pair 3', 0.5)
    return Promise.resolve([])
  })
  await run([halfWay, bench('monitor', () => Promise.resolve([]))], undefined, said)
  expect(said).toContain('fidelity: pair 3 · about 30 s left, 1 min 30 s for all')
})

test('one that is cancelled ends all', async () => {
  const cancel = new AbortController()
  const cancelled = bench('fidelity', () => {
    cancel.abort()
    return Promise.reject(new Error('its process was ended'))
  })
  const next = bench('monitor', () => Promise.reject(new Error('this one must not run')))
  await expect(run([cancelled, next], cancel.signal)).rejects.toThrow(/abort/i)
})
