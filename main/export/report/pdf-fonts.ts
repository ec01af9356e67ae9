import type PDFDocument from 'pdfkit'
import { escapeCharacter } from '../../../experiments/core/text/show-value.ts'
import { installedRanges, interAt, weights, type InterRange, type Weight } from '../canvas/inter.ts'

export type { Weight }

export interface Run {
  /** The name that the font is registered by. */
  readonly font: string
  readonly text: string
}

interface Loaded {
  readonly name: string
  readonly has: (codePoint: number) => boolean
}

type Pdf = InstanceType<typeof PDFDocument>

/** The fonts of a PDF: a file of Inter at a fixed weight for each range of characters that its text has. */
export class PdfFonts {
  readonly #loaded: ReadonlyMap<Weight, readonly Loaded[]>

  private constructor(loaded: ReadonlyMap<Weight, readonly Loaded[]>) {
    this.#loaded = loaded
  }

  /** @param text all that is to be written */
  static async load(pdf: Pdf, text: string): Promise<PdfFonts> {
    const loaded = new Map<Weight, Loaded[]>(weights.map((weight) => [weight, []]))
    let left = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0)
    for (const range of installedRanges()) {
      if (left.length === 0) break
      for (const weight of weights) loaded.get(weight)?.push(await register(pdf, range, weight))
      const newest = loaded.get(weights[0])?.at(-1)
      left = left.filter((code) => newest?.has(code) !== true)
    }
    return new PdfFonts(loaded)
  }

  /** Cuts a text into runs of one font. A character that no font has is written out: a box would not say what it is. */
  runs(text: string, weight: Weight): readonly Run[] {
    const runs: { font: string; text: string }[] = []
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      const found = this.#loaded.get(weight)?.find(({ has }) => has(code))
      const font = found?.name ?? this.first(weight)
      const shown = found === undefined ? escapeCharacter(character) : character
      const last = runs.at(-1)
      if (last?.font === font) last.text += shown
      else runs.push({ font, text: shown })
    }
    return runs
  }

  /** The font of Latin letters. @throws if Inter is not installed, which comes with the lab */
  first(weight: Weight): string {
    const [font] = this.#loaded.get(weight) ?? []
    if (font === undefined) throw new Error('the font Inter is missing: run npm ci in the folder of Lockstep')
    return font.name
  }
}

async function register(pdf: Pdf, range: InterRange, weight: Weight): Promise<Loaded> {
  const name = `Inter ${weight} ${range}`
  pdf.registerFont(name, (await interAt(range, weight)) ?? undefined)
  pdf.font(name)
  // the font that is set has the one of fontkit, which knows its characters
  const { font } = (pdf as unknown as { readonly _font: { readonly font: FontkitFont } })._font
  return { name, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}

interface FontkitFont {
  hasGlyphForCodePoint(codePoint: number): boolean
}
