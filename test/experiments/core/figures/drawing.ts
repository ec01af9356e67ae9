import { createCanvas } from '@napi-rs/canvas'
import { Chart, type ChartItem } from 'chart.js'
import type { Drawing } from '../../../../experiments/core/charts/drawing.ts'
import { chartParts } from '../../../../experiments/core/charts/register.ts'
import type { Area } from '../../../../experiments/core/charts/surface.ts'

export interface DrawnText extends Area {
  readonly text: string
}

export interface DrawnFigure {
  readonly texts: readonly DrawnText[]
  /** The colours of filled rectangles. */
  readonly fills: readonly string[]
  /** Every number that reached the canvas. */
  readonly numbers: readonly number[]
}

Chart.register(...chartParts)

/** Draws a figure on a real canvas and notes each call to the canvas. */
export function drawn(drawing: Drawing, width: number, height: number): DrawnFigure {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const texts: DrawnText[] = []
  const numbers: number[] = []
  const fills: string[] = []
  const recorder = new Proxy(context, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      if (key === 'canvas' || typeof value !== 'function') return value
      return (...given: unknown[]) => {
        numbers.push(...given.filter((one) => typeof one === 'number'))
        if (key === 'fillRect' && typeof target.fillStyle === 'string') fills.push(target.fillStyle)
        if (key === 'fillText') texts.push(boxOf(given))
        return Reflect.apply(value, target, given) as unknown
      }
    },
    set: (target, key, value: unknown) => Reflect.set(target, key, value, target),
  })
  const boxOf = ([text, x, y]: unknown[]): DrawnText => {
    const size = Number(/([\d.]+)px/.exec(context.font)?.[1] ?? 12)
    const { width: textWidth } = context.measureText(String(text))
    const share = { left: 0, start: 0, center: 0.5, right: 1, end: 1 }[context.textAlign]
    const left = Number(x) - share * textWidth
    const middle =
      Number(y) +
      { middle: 0, top: size / 2, bottom: -size / 2, alphabetic: -size / 3 }[
        context.textBaseline as 'middle' | 'top' | 'bottom' | 'alphabetic'
      ]
    // the box holds what is seen, capitals and descenders, not the line's height; an axis's title is turned
    const { a, b, c, d, e, f } = context.getTransform()
    const corners = [left, left + textWidth].flatMap((cornerX) =>
      [middle - size * 0.45, middle + size * 0.45].map((cornerY) => {
        return { x: a * cornerX + c * cornerY + e, y: b * cornerX + d * cornerY + f }
      }),
    )
    const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)]
    return {
      text: String(text),
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    }
  }
  if (drawing.kind === 'painting') {
    drawing.paint(recorder, { width, height })
    return { texts, fills, numbers }
  }
  const { config } = drawing
  const item = { width, height, getContext: () => recorder }
  const options = { ...config.options, responsive: false, animation: false as const, devicePixelRatio: 1 }
  const chart = new Chart(item as unknown as ChartItem, { ...config, options })
  chart.destroy()
  return { texts, fills, numbers }
}
