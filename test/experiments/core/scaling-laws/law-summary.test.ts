import { expect, test } from 'vitest'
import { scalingLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { formatLaws } from '../../../../experiments/core/scaling-laws/law-summary.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'

const serial = [400, 402, 398]
const parallel = (speedup: number): readonly number[] => serial.map((ms) => ms / speedup)

test('each curve has its laws below it, without the series’ name in every line', () => {
  const text = formatLaws(
    scalingLaws(
      sessionOf({
        usableCores: 4,
        rounds: { 'node/serial': { 1: serial }, 'node/threads': { 2: parallel(2), 4: parallel(4) } },
      }),
    ),
  )
  expect(text.split('\n')).toEqual([
    'Scaling laws, with 95% intervals',
    '  Node threads, the speed of several busy cores beside serial’s unknown and within these numbers',
    '    Amdahl: serial fraction 0% (0–0%): no limit below 32.0×',
    '    USL: contention 0% (0–0%), no coherency cost: a peak is told from 4 worker counts above 1 on',
    '    Karp–Flatt: serial fraction 0% (0–0%) at 2, 0% (0–0%) at 4 workers',
  ])
})

test('what holds for several curves and laws is said once', () => {
  const text = formatLaws(
    scalingLaws(
      sessionOf({
        usableCores: 2,
        rounds: {
          'node/serial': { 1: serial },
          'node/threads': { 2: parallel(1.9), 4: parallel(1.9) },
          'node/processes': { 2: parallel(1.8), 4: parallel(1.8) },
        },
      }),
    ),
  )
  expect(text).toMatch(
    /\n {2}Amdahl and USL: not fitted: .* with a fast core for each worker; only 2 was measured \(Node threads, Node processes\)$/,
  )
  expect(text.match(/not fitted/g)).toHaveLength(1)
})

test('a session without a curve beyond one worker has no laws to speak of', () => {
  expect(formatLaws(scalingLaws(sessionOf({ rounds: { 'node/serial': { 1: serial } } })))).toBe('')
})
