import { expect, test } from 'vitest'
import { stylesAmong } from '../../../../experiments/core/charts/series-styles.ts'
import { seriesStyle } from '../../../../experiments/core/charts/theme.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'

const handOff: readonly SeriesId[] = [
  'cpython/threads@0.5ms',
  'cpython/threads@1ms',
  'cpython/threads',
  'cpython/threads@20ms',
  'cpython/threads@50ms',
  'cpython-ft/threads',
  'jython/threads',
  'node/threads',
  'node/locked-threads',
]

test('what has no variant looks as it does everywhere, whatever it is shown beside', () => {
  const styles = stylesAmong(handOff)
  for (const id of ['cpython/threads', 'node/locked-threads', 'jython/threads'] as const) {
    expect(styles.get(id)).toEqual(seriesStyle(id))
  }
})

test('no two that are shown together look alike', () => {
  const styles = [...stylesAmong(handOff).values()].map((style) => JSON.stringify(style))
  expect(new Set(styles).size).toBe(handOff.length)
})

test('five variants of one series alone have five colours, none of them the lock’s', () => {
  const kernels = ['array-sin', 'array-fft', 'array-loop', 'array-short', 'array-large'] as const
  const styles = stylesAmong(kernels.map((kernel): SeriesId => `cpython/threads@${kernel}`))
  const colours = [...styles.values()].map(({ colour }) => colour)
  expect(new Set(colours).size).toBe(5)
  expect(colours).not.toContain('lock')
})

test('serial work stays grey, at whatever it works', () => {
  const styles = stylesAmong(['cpython/serial@array-sin', 'cpython/serial@array-fft', 'cpython/threads@array-sin'])
  expect(styles.get('cpython/serial@array-fft')?.colour).toBe('grey')
})
