export type ThemeName = 'light' | 'dark'

/**
 * A colour says how workers run, and nothing else: threads that share one lock, processes, interpreters with a lock each,
 * threads without a lock, one event loop, one worker alone. Marks and dashes tell the same without colours.
 */
export type SeriesColour = 'lock' | 'proc' | 'interp' | 'free' | 'loop' | 'grey'

/** Colours that people with colour-blindness can distinguish too (after Okabe and Ito). */
export type ShareColour = 'green' | 'lock' | 'pink' | 'blue' | 'amber' | 'sky' | 'grey'

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
  /** What workers' time goes into, in bars whose parts are named. */
  readonly shares: Readonly<Record<ShareColour, string>>
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
    grey: '#666b72',
    colours: {
      lock: { line: '#ad4200', text: '#ad4200' },
      proc: { line: '#0b5394', text: '#0b5394' },
      interp: { line: '#166d9c', text: '#166d9c' },
      free: { line: '#9c3a78', text: '#9c3a78' },
      loop: { line: '#5f4bb0', text: '#5f4bb0' },
      grey: { line: '#666b72', text: '#5c6067' },
    },
    shares: {
      green: '#00805d',
      lock: '#ad4200',
      pink: '#a8527f',
      blue: '#0067a5',
      amber: '#b57900',
      sky: '#2b8cc4',
      grey: '#8b8f96',
    },
    fontFamily,
  },
  dark: {
    surface: '#1c1d20',
    ink: '#ececea',
    muted: '#a0a4ac',
    line: '#2d2f33',
    grey: '#989ca4',
    colours: {
      lock: { line: '#ff8f4d', text: '#ff8f4d' },
      proc: { line: '#74aef5', text: '#74aef5' },
      interp: { line: '#7fd3f0', text: '#7fd3f0' },
      free: { line: '#e796c6', text: '#e796c6' },
      loop: { line: '#b3a4f5', text: '#b3a4f5' },
      grey: { line: '#989ca4', text: '#a0a4ac' },
    },
    shares: {
      green: '#41c79f',
      lock: '#ff8f4d',
      pink: '#e091bd',
      blue: '#5fb2ea',
      amber: '#eab54a',
      sky: '#8ccbf0',
      grey: '#7c8088',
    },
    fontFamily,
  },
}
