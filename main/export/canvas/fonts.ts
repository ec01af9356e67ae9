import { GlobalFonts } from '@napi-rs/canvas'
import { installedRanges, interAt, nearestWeight, weights } from './inter.ts'

/** Families of the system draw characters that Inter lacks. A longer list than this would only take time. */
const usual = /sans|segoe|arial|helvetica|gothic|pingfang|yahei|hei|symbol/i
const mostFamilies = 24

export interface Fonts {
  /** The value of a context's `font`, with the available families. */
  readonly css: (style: string, weight: number, sizePx: number) => string
}

/** Registers the window's own font with the canvas. Without that font, pictures use the system's. */
export async function registerFonts(): Promise<Fonts> {
  // Files of one name hide one another, so each gets its own name.
  const inter = new Map<number, readonly string[]>()
  for (const weight of weights) {
    const names: string[] = []
    for (const range of installedRanges()) {
      const name = `Inter ${weight} ${range}`
      const font = await interAt(range, weight)
      if (font !== null && GlobalFonts.register(font, name) !== null) names.push(name)
    }
    inter.set(weight, names)
  }
  const system = GlobalFonts.families
    .map((installed) => installed.family)
    .filter((name) => !name.startsWith('Inter') && usual.test(name) && !/mono|condensed|math/i.test(name))
    .slice(0, mostFamilies)
  return {
    css(style, weight, sizePx) {
      const own = inter.get(nearestWeight(weight)) ?? []
      const families = [...own, ...system].map((name) => `'${name}'`).join(', ')
      // Inter's files have one weight each; the canvas would thicken them
      const shown = own.length > 0 ? 400 : weight
      return `${style} ${shown} ${sizePx}px ${families}${families === '' ? '' : ', '}sans-serif`
    },
  }
}
