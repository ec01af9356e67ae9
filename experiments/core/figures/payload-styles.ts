import type { SweepCurve } from '../facts/fact-sweeps.ts'
import { otherDashes } from '../charts/series-styles.ts'
import { seriesStyle, type SeriesStyle } from '../charts/theme.ts'

/** The usual way of a series has the series' own style; its other ways have the same colour and other dashes. */
export function sweepStyles(curves: readonly SweepCurve[]): readonly SeriesStyle[] {
  const taken = new Set(curves.filter(({ way }) => way === '').map(({ series }) => keyOf(seriesStyle(series))))
  return curves.map(({ series, way }) => {
    const own = seriesStyle(series)
    if (way === '') return own
    const free = otherDashes(own.dash).find((dash) => !taken.has(keyOf({ ...own, dash })))
    const style = { ...own, dash: free ?? own.dash }
    taken.add(keyOf(style))
    return style
  })
}

function keyOf({ colour, dash }: SeriesStyle): string {
  return `${colour} ${dash.join()}`
}
