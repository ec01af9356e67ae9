import { expect, test } from 'vitest'
import { decidingExperiments } from '../../../../experiments/core/names/claims.ts'
import { experimentPlace } from '../../../../experiments/core/names/experiment-groups.ts'

test('every experiment that decides a claim of the textbook has its place under a heading of its own', () => {
  const places = decidingExperiments.map(experimentPlace)
  expect(places.map(({ group }) => group)).not.toContain('More')
  expect(new Set(places.map(({ order }) => order)).size).toBe(decidingExperiments.length)
})

test('headings come in the order processes, threads, the lock, ways around it', () => {
  const inOrder = ['isolation', 'interrupt', 'cpu-bound', 'race', 'lock-handoff', 'convoy', 'extension'].map(
    experimentPlace,
  )
  expect(inOrder.map(({ order }) => order)).toEqual(inOrder.map(({ order }) => order).toSorted((a, b) => a - b))
  expect([...new Set(inOrder.map(({ group }) => group))]).toEqual([
    'Processes',
    'Threads',
    'The lock',
    'Ways around it',
  ])
})

test('an experiment that the textbook does not name comes last', () => {
  expect(experimentPlace('my-own')).toEqual({ group: 'More', order: 12 })
})
