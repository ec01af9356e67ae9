export interface CanvasFont {
  readonly style: string
  /** 100 … 900. */
  readonly weight: number
  readonly sizePx: number
  /** A CSS list. */
  readonly family: string
}

const named: Readonly<Record<string, number>> = { normal: 400, bold: 700, lighter: 300, bolder: 700 }

/** Parses the value of a context's `font`, in the forms that Chart.js and our figures write. @returns null for others */
export function parseFont(font: string): CanvasFont | null {
  const found = /^(?:(normal|italic|oblique)\s+)?(?:(\d{3}|normal|bold|bolder|lighter)\s+)?([\d.]+)px\s+(.+)$/.exec(
    font,
  )
  if (found === null) return null
  const [, style = 'normal', weight = 'normal', size = '12', family = 'sans-serif'] = found
  return { style, weight: named[weight] ?? Number(weight), sizePx: Number(size), family }
}
