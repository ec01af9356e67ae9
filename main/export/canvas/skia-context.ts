import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Pen } from '../../../experiments/core/charts/surface.ts'
import { parseFont } from './canvas-font.ts'
import type { Fonts } from './fonts.ts'

export interface PicturePen extends Pen {
  scale(x: number, y: number): void
}

/** The part of a canvas that Chart.js needs outside of a browser. */
export interface PictureCanvas {
  width: number
  height: number
  getContext(kind: '2d'): PicturePen
}

/**
 * Wraps a Skia context so that it behaves as Chart.js expects: families and weights become the registered ones, and the
 * context of a PDF page gets a `canvas`.
 */
export function penOf(context: SKRSContext2D, canvas: PictureCanvas, fonts: Fonts): PicturePen {
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
  context.font = fonts.css(parsed.style, parsed.weight, parsed.sizePx)
}
