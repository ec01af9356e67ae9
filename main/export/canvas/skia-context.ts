import type { SKRSContext2D } from '@napi-rs/canvas'
import { parseFont } from './canvas-font.ts'
import type { Fonts } from './fonts.ts'

/** What Chart.js asks of a canvas outside of a browser. */
export interface ChartCanvas {
  width: number
  height: number
  getContext(kind: '2d'): object
}

/**
 * A Skia context as Chart.js expects it. Its weights become variations of the font's one file, which Skia would
 * otherwise thicken; its families become those that are registered; and a PDF page, which has none, gets a `canvas`.
 */
export function chartContext(context: SKRSContext2D, canvas: ChartCanvas, fonts: Fonts): SKRSContext2D {
  const methods = new Map<PropertyKey, unknown>()
  return new Proxy(context, {
    get(target, key) {
      if (key === 'canvas') return canvas
      const known = methods.get(key)
      if (known !== undefined) return known
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      const method: unknown = value.bind(target)
      methods.set(key, method)
      return method
    },
    set(target, key, value: unknown) {
      if (key === 'font' && typeof value === 'string') {
        setFont(target, value, fonts)
        return true
      }
      return Reflect.set(target, key, value, target)
    },
  })
}

export function setFont(context: SKRSContext2D, font: string, fonts: Fonts): void {
  const parsed = parseFont(font)
  if (parsed === null) {
    context.font = font
    return
  }
  const { style, weight, sizePx } = parsed
  context.font = `${style} ${fonts.variable ? '400' : String(weight)} ${sizePx}px ${fonts.families}`
  if (fonts.variable) context.fontVariationSettings = `"wght" ${weight}`
}
