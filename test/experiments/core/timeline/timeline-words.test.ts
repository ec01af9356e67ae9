import { expect, test } from 'vitest'
import type { TimelineFacts } from '../../../../experiments/core/timeline/timeline-facts.ts'
import { timelineLines, timelineWords } from '../../../../experiments/core/timeline/timeline-words.ts'
import { takingTurns } from './made-up-lanes.ts'

const turns: TimelineFacts = {
  series: 'cpython/threads',
  workers: 2,
  source: 'gaps',
  state: 'clear',
  rounds: 5,
  roundsAside: 0,
  overlap: { value: 0.003, low: 0, high: 0.008 },
  medianHoldMs: { value: 5.1, low: 4.9, high: 5.3 },
  holdRounds: 5,
  holdQuantilesMs: { p5: 5, p25: 5, p75: 5.2, p95: 5.4 },
  histogram: null,
  switchIntervalMs: 5,
  example: { round: 0, lap: 1, lanes: takingTurns(2, 5, 100) },
}
const together: TimelineFacts = {
  ...turns,
  series: 'cpython-ft/threads',
  overlap: { value: 0.94, low: 0.92, high: 0.96 },
  medianHoldMs: { value: null, low: null, high: null },
}

test('a lock is told with its hold and its overlap, each with its interval', () => {
  expect(timelineWords(turns)).toBe('one holder at a time · median hold 5.10 ms (4.90–5.30) · overlap 0.30% (0–0.80%)')
})

test('workers without a lock run at once, however many', () => {
  expect(timelineWords(together)).toBe('both run at once · overlap 94% (92–96%)')
  expect(timelineWords({ ...together, workers: 8 })).toContain('several run at once')
})

test('taking turns is no holder’s doing where no lock is known of', () => {
  expect(timelineWords({ ...turns, series: 'jython/threads' })).toMatch(/^one runs at a time · median turn 5.10 ms/)
})

test('what the interval leaves open is left open', () => {
  const wide: TimelineFacts = { ...turns, overlap: { value: 0.03, low: 0, high: 0.2 } }
  expect(timelineWords(wide)).toBe('median hold 5.10 ms (4.90–5.30) · overlap 3.0% (0–20.0%)')
  expect(timelineWords({ ...together, overlap: { value: 0.6, low: 0.4, high: 0.8 } })).toBe('overlap 60% (40–80%)')
})

test('one round has no interval, and says so', () => {
  const one = { ...turns, rounds: 1, overlap: { value: 0, low: null, high: null } }
  expect(timelineWords({ ...one, medianHoldMs: { value: 5.1, low: null, high: null } })).toBe(
    'one holder at a time · median hold 5.10 ms (one round only) · overlap 0% (one round only)',
  )
})

test('rounds that were disturbed are counted, and a timeline of nothing else claims no holder', () => {
  expect(timelineWords({ ...turns, roundsAside: 2 })).toMatch(/2 of 7 rounds left aside: disturbed$/)
  const disturbed = timelineWords({ ...turns, state: 'disturbed' })
  expect(disturbed).toContain('one runs at a time')
  expect(disturbed).toContain('workers waited for a core')
})

test('where gaps show nothing there is no number', () => {
  expect(timelineWords({ ...turns, state: 'unresolved' })).not.toMatch(/overlap|hold|5\.1/)
})

test('in the terminal each condition has a line, with the switch interval that its holds are to be held against', () => {
  const [first, second] = timelineLines([turns, together]).split('\n')
  expect(first).toMatch(/^ {2}2 CPython threads {16}one holder.*· switch interval 5 ms$/)
  expect(second).toMatch(/^ {2}2 free-threaded CPython threads {2}both run at once · overlap 94% \(92–96%\)$/)
})
