import { expect, test } from 'vitest'
import { seriesStyle, stylesAmong } from '../../../../experiments/core/charts/series-styles.ts'
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

test('colour and mark say how workers run, whatever they are shown beside', () => {
  const styles = stylesAmong(handOff)
  for (const id of handOff) {
    const { colour, mark } = seriesStyle(id)
    expect(styles.get(id)).toMatchObject({ colour, mark })
  }
  expect(seriesStyle('cpython/threads')).toMatchObject({ colour: 'lock', mark: 'disc' })
  expect(seriesStyle('cpython-ft/locked-threads')).toMatchObject({ colour: 'lock', mark: 'disc' })
  expect(seriesStyle('node/processes')).toMatchObject({ colour: 'proc', mark: 'square' })
  expect(seriesStyle('cpython/interpreters')).toMatchObject({ colour: 'interp', mark: 'diamond' })
  expect(seriesStyle('jython/threads')).toMatchObject({ colour: 'free', mark: 'triangle' })
})

test('another runtime in the same panel is open and dashed; alone it is filled and solid', () => {
  const styles = stylesAmong(['node/processes', 'cpython/processes', 'node/threads'])
  expect(styles.get('cpython/processes')).toMatchObject({ open: false, dash: [] })
  expect(styles.get('node/processes')).toMatchObject({ open: true, dash: [7, 3] })
  expect(styles.get('node/threads')).toMatchObject({ open: false, dash: [] })
})

test('no two that are shown together look alike', () => {
  const styles = [...stylesAmong(handOff).values()].map((style) => JSON.stringify(style))
  expect(new Set(styles).size).toBe(handOff.length)
})

test('variants of a series have its colour and mark, and dashes of their own', () => {
  const kernels = ['array-sin', 'array-fft', 'array-loop', 'array-short', 'array-large'] as const
  const styles = [...stylesAmong(kernels.map((kernel): SeriesId => `cpython/threads@${kernel}`)).values()]
  expect(new Set(styles.map(({ colour, mark }) => `${colour} ${mark}`))).toEqual(new Set(['lock disc']))
  expect(new Set(styles.map(({ dash }) => dash.join())).size).toBe(5)
})

test('serial work stays grey, at whatever it works', () => {
  const styles = stylesAmong(['cpython/serial@array-sin', 'cpython/serial@array-fft', 'cpython/threads@array-sin'])
  expect(styles.get('cpython/serial@array-fft')?.colour).toBe('grey')
})
