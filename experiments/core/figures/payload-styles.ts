import type { SweepCurve } from '../facts/fact-sweeps.ts'
import { dashes, stylesAmong, type SeriesStyle } from '../charts/series-styles.ts'

/** The usual way of a series has the series' own style; its other ways are open, with dashes that are free. */
export function sweepStyles(curves: readonly SweepCurve[]): readonly SeriesStyle[] {
  const own = stylesAmong(curves.map(({ series }) => series))
  const taken = new Set(curves.filter(({ way }) => way === '').map(({ series }) => JSON.stringify(own.get(series))))
  return curves.flatMap(({ series, way }) => {
    const style = own.get(series)
    if (style === undefined || way === '') return style ?? []
    const others = [true, false].flatMap((open) => dashes.map((dash) => ({ ...style, open, dash })))
    const free = others.find((other) => !taken.has(JSON.stringify(other))) ?? style
    taken.add(JSON.stringify(free))
    return free
  })
}
