import type { Fonts } from './fonts.ts'
import type { PictureCanvas } from './skia-context.ts'
import { SvgContext } from './svg-context.ts'
import { short } from './svg-path.ts'
import { element, escapeXml } from './svg-xml.ts'

/**
 * A canvas that writes what is drawn as SVG: text stays text, and dashes stay dashes. Skia's own SVG canvas loses every
 * character for which the font has an alternate form ("×", "–", "(" in Inter) and all weights (1.0.11). svgcanvas on
 * linkedom (2.6.0, 0.18.15) loses the size, weight and family of every text, since linkedom does not take apart a CSS
 * `font`, and needs a global document. Skia measures the text here, with the same font.
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

  /** @param texts the description for people who do not see the picture */
  content(texts: { readonly title: string; readonly description: string }, fontFamily: string): string {
    const { definitions, elements } = this.#context
    const [width, height] = [short(this.width), short(this.height)]
    const root = {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': fontFamily,
    }
    const parts = [
      element('title', {}, escapeXml(texts.title)),
      element('desc', {}, escapeXml(texts.description)),
      ...(definitions.length === 0 ? [] : [element('defs', {}, definitions.join(''))]),
      ...elements,
    ]
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, `\n${parts.join('\n')}\n`)}\n`
  }
}
