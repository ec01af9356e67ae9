import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const family = 'Inter Variable'
/** One file for each range of characters. Files of one name hide one another here, so that each gets its own. */
const ranges = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese']

/** Systems' own families, for characters that Inter does not draw; a list longer than this only takes time. */
const usual = /sans|segoe|arial|helvetica|gothic|pingfang|yahei|hei|symbol/i
const mostFamilies = 24

export interface Fonts {
  /** A CSS list of families that are here. */
  readonly families: string
  /** Whether weights are to be asked for as a variation: then one file holds them all. */
  readonly variable: boolean
}

/** Makes the window's own font known to the canvas; without it, the system's do. */
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
