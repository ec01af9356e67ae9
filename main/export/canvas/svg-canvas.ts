import type { Fonts } from './fonts.ts'
import { fontFaces, type Weight } from './inter.ts'
import type { PictureCanvas } from './skia-context.ts'
import { SvgContext } from './svg-context.ts'
import { short } from './svg-path.ts'
import { element, escapeXml } from './svg-xml.ts'

/**
 * A canvas that writes what is drawn as SVG: text stays text, and dashes stay dashes. Skia's own SVG canvas loses every
 * character for which the font has an alternate form ("×", "–", "(" in Inter) and all weights (1.0.11). svgcanvas on
 * linkedom (2.6.0, 0.18.15) loses the size, weight and family of every text, since linkedom does not take apart a CSS
 * `font`, and needs a global document. Skia measures the text here, with the same font, and the part of the font that is
 * used is embedded.
 */
export class SvgCanvas implements PictureCanvas {
  width: number
  height: number
  readonly #context: SvgContext

  constructor(width: number, height: number, fonts: Fonts) {
    this.width = width
    this.height = height
    this.#context = new SvgContext(this, fonts)
  }

  getContext(): SvgContext {
    return this.#context
  }

  /** What is drawn so far, whatever is wiped later. */
  drawn(): DrawnSvg {
    const { definitions, elements, written } = this.#context
    return { definitions: [...definitions], elements: [...elements], written: new Map(written) }
  }

  async content(
    { definitions, elements, written }: DrawnSvg,
    { title, description, fontFamily, unit, unitsPerPx }: SvgTexts,
  ): Promise<string> {
    const root = {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${short(this.width * unitsPerPx)}${unit}`,
      height: `${short(this.height * unitsPerPx)}${unit}`,
      viewBox: `0 0 ${short(this.width)} ${short(this.height)}`,
      role: 'img',
      'font-family': fontFamily,
    }
    const family = /^'?([^',]+)/.exec(fontFamily)?.[1] ?? ''
    const faces: string[] = []
    for (const [weight, characters] of written) faces.push(await fontFaces(family, weight, characters))
    const style = faces.join('\n')
    const parts = [
      element('title', {}, escapeXml(title)),
      element('desc', {}, escapeXml(description)),
      ...(style === '' ? [] : [element('style', {}, style)]),
      ...(definitions.length === 0 ? [] : [element('defs', {}, definitions.join(''))]),
      ...elements,
    ]
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, `\n${parts.join('\n')}\n`)}\n`
  }
}

interface DrawnSvg {
  readonly definitions: readonly string[]
  readonly elements: readonly string[]
  /** The characters that were written in each weight. */
  readonly written: ReadonlyMap<Weight, ReadonlySet<string>>
}

interface SvgTexts {
  /** It and the description are for people who do not see the picture. */
  readonly title: string
  readonly description: string
  /** A CSS list; the glyphs of its first family are embedded. */
  readonly fontFamily: string
  /** What its size is written in. */
  readonly unit: 'mm' | 'px'
  readonly unitsPerPx: number
}
