import { expect, test } from 'vitest'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { lockTimelineFigure, timelineWindowMs } from '../../../../experiments/core/figures/lock-timeline.ts'
import { holdHistogram } from '../../../../experiments/core/timeline/hold-histogram.ts'
import { holdLengthsMs } from '../../../../experiments/core/timeline/holds.ts'
import type { Lanes } from '../../../../experiments/core/timeline/stretches.ts'
import type { TimelineFacts } from '../../../../experiments/core/timeline/timeline-facts.ts'
import { sideBySide, takingTurns } from '../timeline/made-up-lanes.ts'
import { drawn } from './drawing.ts'

const unknown = { value: null, low: null, high: null }

function facts(lanes: Lanes, series: TimelineFacts['series'] = 'cpython/threads'): TimelineFacts {
  return {
    series,
    workers: lanes.length,
    source: 'gaps',
    state: 'clear',
    rounds: 5,
    roundsAside: 0,
    overlap: unknown,
    medianHoldMs: unknown,
    holdRounds: 5,
    holdQuantilesMs: null,
    histogram: holdHistogram(holdLengthsMs(lanes, 'gaps'), 5),
    switchIntervalMs: 5,
    example: { round: 0, lap: 1, lanes },
  }
}

function drawing(some: TimelineFacts, width: number, height: number) {
  const picture = drawn(lockTimelineFigure.draw(some, { theme: chartThemes.light, texts: null }), width, height)
  return { ...picture, words: picture.texts.map(({ text }) => text) }
}

test('each worker has a named row, above an axis in ms since the gate', () => {
  const { words, numbers } = drawing(facts(takingTurns(4, 5, 400)), 400, 160)
  expect(words).toEqual(expect.arrayContaining(['worker 1', 'worker 4', '0', '40', '120 ms']))
  expect(numbers.every(Number.isFinite)).toBe(true)
})

test('in a card there is room for rows alone; a figure shows how long holds were and should be', () => {
  const some = facts(takingTurns(2, 5, 400))
  const title = 'How long the lock was held (last bar: this or longer)'
  expect(drawing(some, 310, 110).words).not.toContain(title)
  expect(drawing(some, 960, 400).words).toEqual(expect.arrayContaining([title, 'switch interval 5 ms', '10 ms']))
})

test('the switch interval’s name stands below the title, within the plot, however long holds are', () => {
  for (const holdMs of [40, 5]) {
    const { texts } = drawing({ ...facts(takingTurns(2, holdMs, 800)), switchIntervalMs: 5 }, 374, 300)
    const title = texts.find(({ text }) => text.startsWith('How long the lock was held'))
    const name = texts.find(({ text }) => text === 'switch interval 5 ms')
    expect(name?.top).toBeGreaterThan(title?.bottom ?? Number.POSITIVE_INFINITY)
    expect(name?.right).toBeLessThanOrEqual(374)
  }
})

test('a lap shorter than the window is shown whole', () => {
  expect(timelineWindowMs(facts(takingTurns(2, 5, 400)))).toBe(120)
  expect(timelineWindowMs(facts(sideBySide(2, 70)))).toBe(70)
  expect(drawing(facts(sideBySide(2, 70)), 310, 110).words).toContain('60 ms')
})

test.each([
  ['one', sideBySide(1, 100)],
  ['a hundred', takingTurns(100, 1, 400)],
  ['two that never ran', [[], []]],
])('%s: all texts stay within the picture, and no number is missing', (_, lanes) => {
  for (const [width, height] of [
    [200, 100],
    [310, 110],
    [960, 500],
  ] as const) {
    const { texts, numbers } = drawing(facts(lanes), width, height)
    expect(numbers.every(Number.isFinite)).toBe(true)
    for (const { left, right, top, bottom } of texts) {
      expect([left >= -0.5, top >= -0.5, right <= width + 0.5, bottom <= height + 0.5]).toEqual([
        true,
        true,
        true,
        true,
      ])
    }
  }
})

test('more workers than there is room for are counted', () => {
  expect(drawing(facts(takingTurns(200, 1, 400)), 310, 110).words).toContain('of 200')
})

test('what a lock lets run has the lock’s colour under every switch interval, other threads have their own', () => {
  const colourOf = (series: TimelineFacts['series']) =>
    drawn(
      lockTimelineFigure.draw(facts(sideBySide(2, 100), series), { theme: chartThemes.dark, texts: null }),
      400,
      160,
    ).fills
  const { lock, free, interp } = chartThemes.dark.colours
  expect(colourOf('cpython/threads@20ms')).toContain(lock.line)
  expect(colourOf('node/locked-threads')).toContain(lock.line)
  expect(colourOf('cpython-ft/threads@20ms')).toContain(free.line)
  expect(colourOf('cpython/interpreters')).toContain(interp.line)
})
