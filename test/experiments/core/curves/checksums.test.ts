import { expect, test } from 'vitest'
import { checksumDisagreements } from '../../../../experiments/core/curves/checksums.ts'
import { crashed, sessionOf, type RoundsBySeries } from '../../../../testbed/sessions/rounds.ts'

const rounds: RoundsBySeries = {
  'node/serial': { 1: [400] },
  'node/threads': { 1: [400], 2: [200] },
  'node/processes': { 1: [400], 2: [200], 4: [100] },
}

test('series that agree disagree with nobody', () => {
  expect(checksumDisagreements(sessionOf({ rounds }))).toEqual([])
})

test('the series that computed something else is named, with both values', () => {
  const checksum = (series: string, workers: number): string =>
    series === 'node/processes' && workers > 1 ? 'bbbb' : 'aaaa'
  expect(checksumDisagreements(sessionOf({ rounds, checksum }))).toEqual(
    [
      [4, 2],
      [5, 4],
    ].map(([trial, workers]) => ({
      trial,
      series: 'node/processes',
      workers,
      checksum: 'bbbb',
      expected: 'aaaa',
      agreeing: ['node/serial', 'node/threads', 'node/processes'],
    })),
  )
})

test('many worker counts give a series no more than one voice, and where voices are even serial is believed', () => {
  const two: RoundsBySeries = { 'node/processes': { 1: [400], 2: [200], 4: [100] }, 'node/serial': { 1: [400] } }
  const checksum = (series: string): string => (series === 'node/serial' ? 'aaaa' : 'bbbb')
  const wrong = checksumDisagreements(sessionOf({ rounds: two, checksum }))
  expect(wrong.map(({ series }) => series)).toEqual(['node/processes', 'node/processes', 'node/processes'])
  expect(wrong[0]).toMatchObject({ checksum: 'bbbb', expected: 'aaaa' })
})

test('what most series computed is expected, even where serial and most of the trials differ from it', () => {
  const many: RoundsBySeries = {
    'node/serial': { 1: [400, 400, 400] },
    'node/threads': { 2: [200] },
    'node/processes': { 2: [200] },
  }
  const checksum = (series: string): string => (series === 'node/serial' ? 'bbbb' : 'aaaa')
  const wrong = checksumDisagreements(sessionOf({ rounds: many, checksum }))
  expect(wrong.map(({ series, expected }) => [series, expected])).toEqual([0, 1, 2].map(() => ['node/serial', 'aaaa']))
})

test('under weak scaling each worker count does its own work, under strong scaling all do the same', () => {
  const checksum = (_series: string, workers: number): string => `sum${workers}`
  expect(checksumDisagreements(sessionOf({ rounds, checksum, scaling: 'weak' }))).toEqual([])
  expect(checksumDisagreements(sessionOf({ rounds, checksum })).length).toBeGreaterThan(0)
})

test('a trial whose own laps differ is found', () => {
  const session = sessionOf({ rounds: { 'node/serial': { 1: [400] } } })
  const laps = session.laps.map((lap) => (lap.lap === 2 ? { ...lap, checksum: 'cccc' } : lap))
  expect(checksumDisagreements({ ...session, laps })).toMatchObject([{ trial: 0 }])
})

test('a trial that failed some other way is left alone', () => {
  const session = sessionOf({ rounds: { 'node/serial': { 1: [400] }, 'node/threads': { 2: [crashed] } } })
  const lap = session.laps[0]
  if (lap === undefined) throw new Error('the fixture has laps')
  expect(
    checksumDisagreements({ ...session, laps: [...session.laps, { ...lap, trial: 1, checksum: 'dddd' }] }),
  ).toEqual([])
})
