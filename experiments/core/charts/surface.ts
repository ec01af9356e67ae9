/** The part of a 2D canvas context that charts draw with: the window's canvas and the exporter's all have it. */
export interface Pen {
  font: string
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end'
  textBaseline: 'alphabetic' | 'middle' | 'top' | 'bottom' | 'hanging' | 'ideographic'
  fillStyle: unknown
  strokeStyle: unknown
  lineWidth: number
  globalAlpha: number
  save(): void
  restore(): void
  beginPath(): void
  closePath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  stroke(): void
  fill(): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { readonly width: number }
  setLineDash(segments: number[]): void
}

export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * What the charts' own plugins need of a Chart. Chart.js types its context with the DOM's types, which this layer does
 * not have: this says the same without them, and the window's type check holds it against the real ones.
 */
export interface Surface {
  readonly ctx: Pen
  readonly width: number
  readonly height: number
  readonly chartArea: Area
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number } | undefined>>
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** Pixels of a point given in the units of the axes. */
export function toPixels({ scales }: Surface, x: number, y: number): Place {
  return { x: scales['x']?.getPixelForValue(x) ?? 0, y: scales['y']?.getPixelForValue(y) ?? 0 }
}
