/** The part of a 2D canvas context that figures are drawn with; the window's canvas and those of the exporter have it. */
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
  arc(x: number, y: number, radius: number, from: number, to: number): void
  stroke(): void
  fill(): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { readonly width: number }
  setLineDash(segments: number[]): void
}

/** A size in CSS px. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * The part of a Chart that our plugins need. Chart.js describes its context with the DOM's types, which this layer does
 * not have; the window's type check compares this description with them.
 */
export interface Surface extends Size {
  readonly ctx: Pen
  readonly chartArea: Area
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number } | undefined>>
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** The place in px of a point that is given in the units of the axes. */
export function toPixels({ scales }: Surface, x: number, y: number): Place {
  return { x: scales['x']?.getPixelForValue(x) ?? 0, y: scales['y']?.getPixelForValue(y) ?? 0 }
}
