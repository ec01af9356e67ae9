import { expect, test } from 'vitest'
import { conditionName } from '../../../../experiments/core/names/condition-name.ts'
import { seriesName } from '../../../../experiments/core/names/series-titles.ts'

test.each([
  ['cpython/processes', 2, '2 CPython processes'],
  ['cpython/processes', 1, '1 CPython process'],
  ['cpython-ft/threads', 2, '2 free-threaded CPython threads'],
  ['node/locked-threads', 2, '2 Node threads under our lock'],
  ['cpython-ft/locked-threads', 1, '1 free-threaded CPython thread under a lock'],
  ['cpython/threads@array-sin', 4, '4 CPython threads, NumPy sin'],
  ['node/serial', 1, 'Node serial'],
] as const)('%s with %d workers is called by one name everywhere', (series, workers, name) => {
  expect(conditionName({ series, workers })).toBe(name)
})

test('a series is called by the same words', () => {
  expect(['cpython/processes', 'cpython-ft/threads', 'pypy/processes-fork'].map(seriesName)).toEqual([
    'CPython processes',
    'Free-threaded CPython threads',
    'PyPy forked processes',
  ])
})
