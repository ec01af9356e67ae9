import { findSeries, lockConstrainedSeries, type ExecutorId, type RuntimeId, type SeriesId } from '../names/series.ts'

export type ThemeName = 'light' | 'dark'

/** Colours that people with colour-blindness can distinguish too (after Okabe and Ito); dashes distinguish the rest. */
export type SeriesColour = 'blue' | 'green' | 'lock' | 'pink' | 'amber' | 'sky' | 'grey'

/** A line needs 3:1 against the surface, the text beside it 4.5:1. */
export interface ColourPair {
  readonly line: string
  readonly text: string
}

/** The colours and the font of a chart, equal to the window's tokens; every colour is plain CSS. */
export interface ChartTheme {
  readonly surface: string
  readonly ink: string
  readonly muted: string
  /** The colour of hairlines. */
  readonly line: string
  readonly grey: string
  readonly colours: Readonly<Record<SeriesColour, ColourPair>>
  /** A CSS list of families. */
  readonly fontFamily: string
}

/** The exporter measures text in Inter. The families after it are no wider, so that text also fits in them. */
const fontFamily =
  "'Inter Variable', Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', system-ui, sans-serif"

export const chartThemes: Readonly<Record<ThemeName, ChartTheme>> = {
  light: {
    surface: '#ffffff',
    ink: '#1b1c1e',
    muted: '#5c6067',
    line: '#e3e3de',
    grey: '#8b8f96',
    colours: {
      blue: { line: '#0067a5', text: '#0067a5' },
      green: { line: '#00805d', text: '#00805d' },
      lock: { line: '#c94f00', text: '#c94f00' },
      pink: { line: '#a8527f', text: '#a8527f' },
      amber: { line: '#b57900', text: '#8f6000' },
      sky: { line: '#2b8cc4', text: '#1d74a8' },
      grey: { line: '#8b8f96', text: '#5c6067' },
    },
    fontFamily,
  },
  dark: {
    surface: '#1c1d20',
    ink: '#ececea',
    muted: '#a0a4ac',
    line: '#2d2f33',
    grey: '#7c8088',
    colours: {
      blue: { line: '#5fb2ea', text: '#5fb2ea' },
      green: { line: '#41c79f', text: '#41c79f' },
      lock: { line: '#ff8b45', text: '#ff8b45' },
      pink: { line: '#e091bd', text: '#e091bd' },
      amber: { line: '#eab54a', text: '#eab54a' },
      sky: { line: '#8ccbf0', text: '#8ccbf0' },
      grey: { line: '#7c8088', text: '#a0a4ac' },
    },
    fontFamily,
  },
}

export interface SeriesStyle {
  readonly colour: SeriesColour
  /** Canvas line dash in px; empty is solid. */
  readonly dash: readonly number[]
}

const colourOfExecutor: Readonly<Record<ExecutorId, SeriesColour>> = {
  serial: 'grey',
  threads: 'green',
  processes: 'blue',
  'processes-fork': 'green',
  'locked-threads': 'lock',
  async: 'amber',
  interpreters: 'sky',
  pool: 'pink',
}

/** Charts often compare the threads of several runtimes, which therefore have colours of their own. */
const colourOfThreads: Readonly<Partial<Record<RuntimeId, SeriesColour>>> = {
  'cpython-ft': 'pink',
  jython: 'amber',
  ironpython: 'sky',
}

const dashOfRuntime: Readonly<Record<RuntimeId, readonly number[]>> = {
  node: [],
  cpython: [7, 3],
  'cpython-ft': [9, 3, 2, 3],
  pypy: [4, 3],
  jython: [2, 3],
  ironpython: [9, 3, 2, 3, 2, 3],
}

/** The style of a series: the same wherever it appears, and different from that of every other series. */
export function seriesStyle(series: SeriesId): SeriesStyle {
  const known = findSeries(series)
  if (known === undefined) return { colour: 'grey', dash: [1, 3] }
  const locked = lockConstrainedSeries(known.runtime) === series
  const own = known.executor === 'threads' ? colourOfThreads[known.runtime] : undefined
  const colour = locked ? 'lock' : (own ?? colourOfExecutor[known.executor])
  return { colour, dash: dashOfRuntime[known.runtime] }
}
