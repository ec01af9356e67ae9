import { expect, test } from 'vitest'
import type { TimeSplit } from '../../../../experiments/core/time-split/time-split.ts'
import { shareKinds, type ShareKind } from '../../../../experiments/core/time-split/share-kinds.ts'
import { unknownRatio } from '../../../../experiments/core/numbers/interval.ts'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { timeSplitFigure } from '../../../../experiments/core/figures/time-split.ts'
import { barsHeight } from '../../../../experiments/core/figures/time-split-bars.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import { drawn } from './drawing.ts'

type Parts = Partial<Record<ShareKind, number | null>>

function condition(series: SeriesId, workers: number, parts: Parts): TimeSplit['conditions'][number] {
  const shares = shareKinds.map((kind) => {
    const value = parts[kind] === undefined ? 0 : parts[kind]
    return { kind, value, low: value, high: value }
  })
  return {
    series,
    workers,
    rounds: 5,
    shares,
    bottleneck: null,
    disturbance: null,
    serialTail: null,
    clock: unknownRatio,
    beyondSerialWait: null,
    helpers: unknownRatio,
  }
}

const times: TimeSplit = {
  conditions: [
    condition('node/serial', 1, { useful: 1 }),
    condition('cpython/threads', 2, { useful: 0.5, 'lock-wait': 0.46, 'core-wait': 0.04 }),
    condition('cpython/threads', 4, { useful: 0.25, 'lock-wait': 0.2, communication: 0.53, imbalance: 0.02 }),
    condition('jython/threads', 2, { useful: 0.9, 'core-wait': null, unknown: 0.1 }),
  ],
  series: [
    { series: 'cpython/threads', gainsUpTo: 1, stopsAt: 2, sentence: 'gains nothing from 2 workers' },
    { series: 'jython/threads', gainsUpTo: 2, stopsAt: null, sentence: `gains ${'a very long sentence '.repeat(20)}` },
  ],
}

function drawing(width: number) {
  return drawn(timeSplitFigure.draw(times, { theme: chartThemes.light, texts: null }), width, barsHeight(times, width))
}

test('every condition has a bar with its parts named, under its series and the sentence on it; serial comes last', () => {
  const words = drawing(960).texts.map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining(['CPython threads', 'Gains nothing from 2 workers.', '× 4']))
  expect(words).toEqual(
    expect.arrayContaining(['waiting for the lock 46% (46–46%)', 'exchanging messages 53% (53–53%)']),
  )
  expect(words.indexOf('Node serial')).toBeGreaterThan(words.indexOf('Jython threads'))
})

test.each([960, 480, 300])('no text leaves the picture or lies on another one, at a width of %i px', (width) => {
  const { texts, numbers } = drawing(width)
  expect(numbers.every(Number.isFinite)).toBe(true)
  for (const [index, text] of texts.entries()) {
    expect(text.left).toBeGreaterThanOrEqual(-1)
    expect(text.right).toBeLessThanOrEqual(width + 1)
    for (const other of texts.slice(index + 1)) {
      const apart =
        text.right <= other.left || other.right <= text.left || text.bottom <= other.top || other.bottom <= text.top
      expect([text.text, other.text, apart || text.text === '' || other.text === '']).toEqual([
        text.text,
        other.text,
        true,
      ])
    }
  }
})

test('a part that has no room for its name is told by its number, or by its colour alone', () => {
  const words = drawing(300).texts.map(({ text }) => text)
  expect(words).toContain('25%')
  expect(words.filter((text) => text.includes('4%'))).toEqual([])
})
