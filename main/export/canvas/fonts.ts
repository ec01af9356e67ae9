import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const family = 'Inter Variable'
/** The font has a file for each range of characters. Files of one name hide one another, so each gets its own name. */
const ranges = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese']

/** Families of the system draw characters that Inter lacks. A longer list than this would only take time. */
const usual = /sans|segoe|arial|helvetica|gothic|pingfang|yahei|hei|symbol/i
const mostFamilies = 24

export interface Fonts {
  /** The available families, as a CSS list. */
  readonly families: string
  /** Whether one file holds all weights, which are then set as a variation. */
  readonly variable: boolean
}

/** Registers the window's own font with the canvas. Without that font, pictures use the system's. */
export function registerFonts(): Fonts {
  const { resolve } = createRequire(import.meta.url)
  const inter = ranges.flatMap((range) => {
    const name = range === 'latin' ? family : `${family} ${range}`
    try {
      const file = resolve(`@fontsource-variable/inter/files/inter-${range}-wght-normal.woff2`)
      return existsSync(file) && GlobalFonts.registerFromPath(file, name) !== null ? [name] : []
    } catch {
      return []
    }
  })
  const system = GlobalFonts.families
    .map((installed) => installed.family)
    .filter((name) => !name.startsWith('Inter') && usual.test(name) && !/mono|condensed|math/i.test(name))
    .slice(0, mostFamilies)
  const families = [...inter, ...system, 'sans-serif'].map((name) => (name === 'sans-serif' ? name : `'${name}'`))
  return { families: families.join(', '), variable: inter.includes(family) }
}
