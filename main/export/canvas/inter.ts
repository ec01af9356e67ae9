import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

/** The weights that figures and reports are set in. */
export const weights = [400, 600] as const
export type Weight = (typeof weights)[number]

/** The font has a file for each range of characters, Latin in the first. */
const ranges = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const
export type InterRange = (typeof ranges)[number]

/** What stays of the font's features: alternates of "×" or "(" would have no character in a PDF that is copied from. */
const keepFeatures = ['kern', 'mark', 'mkmk', 'ccmp', 'locl']

export function nearestWeight(weight: number): Weight {
  return weight <= 500 ? 400 : 600
}

/** The ranges whose files are installed. */
export function installedRanges(): readonly InterRange[] {
  return ranges.filter((range) => fileOf(range) !== null)
}

/**
 * The window's font at one weight, as TrueType. The font has all weights in one file, and from such a font Skia makes
 * drawings of glyphs in a PDF (Type 3), which journals refuse; from one of a single weight it embeds the font.
 */
export async function interAt(range: InterRange, weight: Weight): Promise<Buffer | null> {
  const file = fileOf(range)
  if (file === null) return null
  const options = { targetFormat: 'sfnt', keepAllGlyphs: true, keepFeatures, variationAxes: { wght: weight } } as const
  return subsetFont(readFileSync(file), null, options)
}

/** Rules of CSS that hold the glyphs of these characters, at one weight. */
export async function fontFaces(family: string, weight: Weight, characters: ReadonlySet<string>): Promise<string> {
  const faces: string[] = []
  for (const range of installedRanges()) {
    const own = [...characters].filter((character) => inRange(character, range)).join('')
    const file = fileOf(range)
    if (own === '' || file === null) continue
    const options = { targetFormat: 'woff2', keepFeatures, variationAxes: { wght: weight } } as const
    const font = (await subsetFont(readFileSync(file), own, options)).toString('base64')
    const source = `url(data:font/woff2;base64,${font}) format('woff2')`
    faces.push(
      `@font-face{font-family:'${family}';font-weight:${weight};src:${source};unicode-range:${ofRange(range).join(',')}}`,
    )
  }
  return faces.join('\n')
}

function fileOf(range: InterRange): string | null {
  return resolved(`@fontsource-variable/inter/files/inter-${range}-wght-normal.woff2`)
}

function resolved(path: string): string | null {
  try {
    const file = createRequire(import.meta.url).resolve(path)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

function inRange(character: string, range: InterRange): boolean {
  const code = character.codePointAt(0) ?? 0
  return ofRange(range).some((part) => {
    const [from = 0, to = from] = part
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16))
    return code >= from && code <= to
  })
}

let known: Readonly<Record<string, string>> | null = null

/** The characters of a range, as CSS has them: "U+0000-00FF", "U+0131". */
function ofRange(range: InterRange): readonly string[] {
  if (known === null) {
    const file = resolved('@fontsource-variable/inter/unicode.json')
    known = file === null ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
  }
  return (known[range] ?? '').split(',')
}
