import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Pen } from '../../../experiments/core/charts/surface.ts'
import { parseFont } from './canvas-font.ts'
import type { Fonts } from './fonts.ts'
import { nearestWeight, type Weight } from './inter.ts'
import { setFont, type PictureCanvas, type PicturePen } from './skia-context.ts'
import { identity, multiply, scaleOf, short, SvgPath, type Matrix } from './svg-path.ts'
import { element, escapeXml, paintOf } from './svg-xml.ts'

const initialStyle = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  lineDashOffset: 0,
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
}

interface Saved {
  readonly style: typeof initialStyle
  readonly dash: readonly number[]
  readonly matrix: Matrix
  readonly clip: string | null
}

/** The part of a 2D context that Chart.js's line charts use. */
export class SvgContext implements PicturePen {
  readonly canvas: PictureCanvas
  readonly definitions: string[] = []
  readonly elements: string[] = []
  /** The characters that were written in each weight. */
  readonly written = new Map<Weight, Set<string>>()
  declare fillStyle: unknown
  declare strokeStyle: unknown
  declare lineWidth: number
  declare globalAlpha: number
  declare font: string
  declare textAlign: Pen['textAlign']
  declare textBaseline: Pen['textBaseline']
  readonly #measure: SKRSContext2D
  readonly #fonts: Fonts
  readonly #saved: Saved[] = []
  #style = { ...initialStyle }
  #dash: readonly number[] = []
  #matrix: Matrix = identity
  #clip: string | null = null
  #path = new SvgPath()

  constructor(canvas: PictureCanvas, fonts: Fonts) {
    this.canvas = canvas
    this.#fonts = fonts
    this.#measure = createCanvas(1, 1).getContext('2d')
    for (const key of Object.keys(initialStyle)) this.#defineStyle(key as keyof typeof initialStyle)
  }

  save(): void {
    this.#saved.push({ style: { ...this.#style }, dash: this.#dash, matrix: this.#matrix, clip: this.#clip })
  }

  restore(): void {
    const saved = this.#saved.pop()
    if (saved === undefined) return
    this.#style = { ...saved.style }
    this.#dash = saved.dash
    this.#matrix = saved.matrix
    this.#clip = saved.clip
  }

  transform(...matrix: [number, number, number, number, number, number]): void {
    this.#matrix = multiply(this.#matrix, matrix)
  }

  setTransform(...matrix: [number, number, number, number, number, number]): void {
    this.#matrix = matrix
  }

  resetTransform(): void {
    this.#matrix = identity
  }

  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y)
  }

  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0)
  }

  rotate(angle: number): void {
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
    this.transform(cos, sin, -sin, cos, 0, 0)
  }

  beginPath(): void {
    this.#path = new SvgPath()
  }

  closePath(): void {
    this.#path.close()
  }

  moveTo(x: number, y: number): void {
    this.#path.moveTo(this.#matrix, x, y)
  }

  lineTo(x: number, y: number): void {
    this.#path.lineTo(this.#matrix, x, y)
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path.curveTo(this.#matrix, x1, y1, x2, y2, x, y)
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.rect(this.#matrix, x, y, width, height)
  }

  arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
    this.#path.arc(this.#matrix, x, y, radius, from, to, backwards)
  }

  clip(): void {
    const id = `clip${this.definitions.length + 1}`
    const path = element('path', { d: this.#path.d })
    this.definitions.push(element('clipPath', { id, 'clip-path': this.#clip }, path))
    this.#clip = `url(#${id})`
  }

  fill(): void {
    this.#fillPath(this.#path)
  }

  stroke(): void {
    const { strokeStyle, lineWidth, lineCap, lineJoin, lineDashOffset, globalAlpha } = this.#style
    const { colour, opacity } = paintOf(strokeStyle, globalAlpha)
    const unit = scaleOf(this.#matrix)
    const dash = this.#dash.map((length) => short(length * unit)).join(' ')
    this.#add('path', {
      d: this.#path.d,
      fill: 'none',
      stroke: colour,
      'stroke-opacity': opacity,
      'stroke-width': short(lineWidth * unit),
      'stroke-linecap': lineCap === 'butt' ? null : lineCap,
      'stroke-linejoin': lineJoin === 'miter' ? null : lineJoin,
      'stroke-dasharray': dash === '' ? null : dash,
      'stroke-dashoffset': lineDashOffset === 0 ? null : short(lineDashOffset * unit),
    })
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new SvgPath()
    path.rect(this.#matrix, x, y, width, height)
    this.#fillPath(path)
  }

  /** Chart.js clears the whole canvas before it draws. */
  clearRect(): void {
    this.definitions.length = 0
    this.elements.length = 0
    this.written.clear()
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = [...dash]
  }

  getLineDash(): number[] {
    return [...this.#dash]
  }

  measureText(text: string): { readonly width: number } {
    setFont(this.#measure, this.#style.font, this.#fonts)
    return this.#measure.measureText(text)
  }

  fillText(text: string, x: number, y: number, maxWidth?: number): void {
    const { font, fillStyle, globalAlpha, textAlign } = this.#style
    const parsed = parseFont(font)
    if (parsed === null || text.trim() === '') return
    this.#note(text, nearestWeight(parsed.weight))
    const { colour, opacity } = paintOf(fillStyle, globalAlpha)
    const baseline = y + this.#toBaseline(text)
    const [a, b, c, d, e, f] = this.#matrix
    const moved = a === 1 && b === 0 && c === 0 && d === 1
    const tooWide = maxWidth !== undefined && this.measureText(text).width > maxWidth
    this.#add(
      'text',
      {
        x: short(moved ? x + e : x),
        y: short(moved ? baseline + f : baseline),
        transform: moved ? null : `matrix(${[a, b, c, d, e, f].map(short).join(' ')})`,
        fill: colour,
        'fill-opacity': opacity,
        'font-size': short(parsed.sizePx),
        'font-weight': parsed.weight === 400 ? null : String(parsed.weight),
        'font-style': parsed.style === 'normal' ? null : parsed.style,
        'text-anchor': anchorOf(textAlign),
        textLength: tooWide ? short(maxWidth) : null,
        lengthAdjust: tooWide ? 'spacingAndGlyphs' : null,
      },
      escapeXml(text),
    )
  }

  #note(text: string, weight: Weight): void {
    const characters = this.written.get(weight) ?? new Set()
    this.written.set(weight, characters)
    for (const character of text) characters.add(character)
  }

  #fillPath(path: SvgPath): void {
    const { colour, opacity } = paintOf(this.#style.fillStyle, this.#style.globalAlpha)
    this.#add('path', { d: path.d, fill: colour, 'fill-opacity': opacity })
  }

  #add(name: string, attributes: Readonly<Record<string, string | null>>, content = ''): void {
    if (attributes['d'] === '') return
    this.elements.push(element(name, { ...attributes, 'clip-path': this.#clip }, content))
  }

  /** Some programs that read SVG do not know `dominant-baseline`, so the alphabetic baseline is computed. */
  #toBaseline(text: string): number {
    setFont(this.#measure, this.#style.font, this.#fonts)
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this.#measure.measureText(text)
    switch (this.#style.textBaseline) {
      case 'middle':
        return (ascent - descent) / 2
      case 'top':
      case 'hanging':
        return ascent
      case 'bottom':
      case 'ideographic':
        return -descent
      default:
        return 0
    }
  }

  #defineStyle(key: keyof typeof initialStyle): void {
    Object.defineProperty(this, key, {
      get: () => this.#style[key],
      set: (value: unknown) => {
        // Like a canvas, the context ignores impossible values.
        if (typeof value !== typeof initialStyle[key] || (typeof value === 'number' && !Number.isFinite(value))) return
        this.#style = { ...this.#style, [key]: value }
      },
    })
  }
}

function anchorOf(textAlign: string): string | null {
  if (textAlign === 'center') return 'middle'
  return textAlign === 'right' || textAlign === 'end' ? 'end' : null
}
