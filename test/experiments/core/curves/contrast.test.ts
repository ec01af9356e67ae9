import { expect, test } from 'vitest'
import { contrastLine, contrastOf } from '../../../../experiments/core/curves/contrast.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'

test('two series of one runtime are compared by their times, round by round', () => {
  // the machine was half as fast in the second round: both were, and so the ratio is as steady as it looks
  const session = sessionOf({
    rounds: {
      'node/serial': { 1: [200, 400, 200] },
      'node/threads': { 2: [102, 204, 102] },
      'node/processes': { 2: [204, 404, 206], 4: [50, 50, 50] },
    },
  })
  const contrast = contrastOf(session, 'node/threads', 'node/processes')
  expect(contrast).toMatchObject({ sameWork: true, points: [{ workers: 2, rounds: 3 }] })
  const [point] = contrast.points
  expect(point?.ratio.value).toBeCloseTo(2, 1)
  expect(point?.ratio.low).toBeGreaterThan(1.9)
  expect(point && contrastLine(contrast, point)).toMatch(
    /^2 workers: 2\.00 times as fast \(95% interval 1\.95–2\.05\); 3 rounds would have shown a difference of 3\.1%$/,
  )
})

test('where the interval holds 1, no difference was seen, and the line says which would have been', () => {
  const session = sessionOf({
    rounds: {
      'node/serial': { 1: [200, 200, 200, 200] },
      'node/threads': { 2: [100, 110, 95, 104] },
      'node/processes': { 2: [104, 99, 103, 97] },
    },
  })
  const contrast = contrastOf(session, 'node/threads', 'node/processes')
  const [point] = contrast.points
  expect(point && contrastLine(contrast, point)).toMatch(
    /, so no difference was seen; 4 rounds would have shown a difference of \d+%$/,
  )
  expect(point?.smallest).toBeGreaterThan(Math.log((point?.ratio.high ?? 1) / (point?.ratio.value ?? 1)))
})

test('series of two runtimes, or with other work, are compared by their speedups alone', () => {
  const session = sessionOf({
    rounds: {
      'node/serial': { 1: [100, 100] },
      'node/threads': { 2: [50, 51] },
      'cpython/serial': { 1: [9000, 9000] },
      'cpython/threads': { 2: [9000, 9100] },
    },
  })
  const contrast = contrastOf(session, 'node/threads', 'cpython/threads')
  expect(contrast.sameWork).toBe(false)
  expect(contrast.points[0]?.ratio.value).toBeCloseTo(2, 1)
})

test('a serial series stands beside every number of workers', () => {
  const session = sessionOf({
    rounds: { 'node/serial': { 1: [100, 101] }, 'node/threads': { 1: [100, 101], 2: [50, 51] } },
  })
  const ratios = (contrast: ReturnType<typeof contrastOf>) =>
    contrast.points.map(({ workers, ratio }) => [workers, ratio.value?.toFixed(1)])
  expect(ratios(contrastOf(session, 'node/serial', 'node/threads'))).toEqual([
    [1, '1.0'],
    [2, '0.5'],
  ])
  expect(ratios(contrastOf(session, 'node/threads', 'node/serial'))).toEqual([
    [1, '1.0'],
    [2, '2.0'],
  ])
})

test('one round has no interval, and shows no difference', () => {
  const session = sessionOf({
    rounds: { 'node/serial': { 1: [100] }, 'node/threads': { 2: [50] }, 'node/processes': { 2: [51] } },
  })
  const contrast = contrastOf(session, 'node/threads', 'node/processes')
  expect(contrast.points.map((point) => contrastLine(contrast, point))).toEqual([
    '2 workers: 1.02 times as fast (one round only)',
  ])
})
