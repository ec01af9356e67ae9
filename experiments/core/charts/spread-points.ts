import type { Plugin } from 'chart.js'
import type { DrawnCurve } from './drawn-curve.ts'
import { toPixels, type Surface } from './surface.ts'

/** Marks that would lie on one another stand side by side, together no wider than this. */
const stepPx = 5
export const widestSpreadPx = 24
/** A mark reaches so far above and below its value. */
const markPx = 4

interface Spot {
  readonly curve: number
  readonly point: number
  readonly top: number
  readonly bottom: number
}

/** How far in px each point of each curve stands beside its place on the axis, so that all ranges can be seen. */
export function asidesOf(chart: Surface, curves: readonly DrawnCurve[]): readonly (readonly number[])[] {
  const asides = curves.map(({ points }) => points.map(() => 0))
  const room = Math.min(widestSpreadPx, 0.4 * leastGap(chart, curves))
  const byCount = new Map<number, Spot[]>()
  for (const [curve, { kind, points }] of curves.entries()) {
    if (kind === 'ideal') continue
    for (const [point, { workers, ratio }] of points.entries()) {
      // what others are compared with stands at 1× by itself, that of each runtime
      if (ratio.value === 1 && ratio.low === ratio.high) continue
      const top = toPixels(chart, workers, ratio.high ?? ratio.value).y - markPx
      const bottom = toPixels(chart, workers, ratio.low ?? ratio.value).y + markPx
      byCount.set(workers, [...(byCount.get(workers) ?? []), { curve, point, top, bottom }])
    }
  }
  for (const spots of byCount.values()) {
    for (const cluster of clustersOf(spots)) {
      const step = Math.min(stepPx, room / Math.max(1, cluster.length - 1))
      for (const [index, { curve, point }] of cluster.entries()) {
        const row = asides[curve]
        if (row !== undefined) row[point] = (index - (cluster.length - 1) / 2) * step
      }
    }
  }
  return asides
}

/** Spots whose ranges touch, directly or over others, in the order of their curves. */
function clustersOf(spots: readonly Spot[]): readonly (readonly Spot[])[] {
  const clusters: Spot[][] = []
  let bottom = Number.NEGATIVE_INFINITY
  for (const spot of spots.toSorted((a, b) => a.top - b.top)) {
    const last = clusters.at(-1)
    if (last !== undefined && spot.top <= bottom) last.push(spot)
    else clusters.push([spot])
    bottom = Math.max(bottom, spot.bottom)
  }
  return clusters.map((cluster) => cluster.toSorted((a, b) => a.curve - b.curve))
}

/** The least distance in px between two counts. */
function leastGap(chart: Surface, curves: readonly DrawnCurve[]): number {
  const counts = [...new Set(curves.flatMap(({ points }) => points.map(({ workers }) => workers)))]
  const places = counts.map((count) => toPixels(chart, count, 0).x).sort((a, b) => a - b)
  return Math.min(Infinity, ...places.slice(1).map((place, index) => place - (places[index] ?? place)))
}

/** A chart whose points can be moved. */
interface Movable extends Surface {
  getDatasetMeta(index: number): { readonly data: readonly { x: number }[] }
}

/** Moves the points aside after each layout, before anything is drawn or pointed at. */
export function spreadPoints(curves: readonly DrawnCurve[]): Plugin<'line'> {
  return {
    id: 'spreadPoints',
    afterUpdate(chart: Movable): void {
      const asides = asidesOf(chart, curves)
      for (const [curve, { points }] of curves.entries()) {
        const { data } = chart.getDatasetMeta(curve)
        for (const [index, { workers }] of points.entries()) {
          const element = data[index]
          if (element !== undefined) element.x = toPixels(chart, workers, 0).x + (asides[curve]?.[index] ?? 0)
        }
      }
    },
  }
}
