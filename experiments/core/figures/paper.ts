import type { Paper } from '../charts/figure-frame.ts'

export const paperIds = ['word', 'column', 'slide', 'screen'] as const
export type PaperId = (typeof paperIds)[number]

/** A width that figures are made for. They are drawn in px, and the px of each paper has a size of its own. */
export interface PaperSize extends Paper {
  /** Its name in the dialog, and what is made for it. */
  readonly name: string
  readonly about: string
  readonly widthMm: number
  /** What the size of an SVG is written in. */
  readonly unit: 'mm' | 'px'
  /** The height of a page that is filled whole; null if a figure is as high as it needs to be. */
  readonly heightMm: number | null
  /** The axes' text is 11 px high and the names of curves 12 px. */
  readonly ptPerPx: number
  /** The format that suits it best. */
  readonly format: 'svg' | 'png' | 'pdf'
  /** The dots per inch of a PNG, which are written into it. */
  readonly dpi: number
  /** Whether the title, what is shown and the machine stand in the picture, unless a person says otherwise. */
  readonly titled: boolean
}

/** Journals ask for 7 pt to 9 pt, and for no text below 6.5 pt, at the width that is printed. */
const [leastPt, mostPt] = [6.5, 9]

function print(
  size: Omit<PaperSize, 'unit' | 'leastTextPx' | 'mostTextPx' | 'marginPx' | 'titled' | 'heightMm' | 'dpi'>,
): PaperSize {
  const { ptPerPx } = size
  const texts = { leastTextPx: leastPt / ptPerPx, mostTextPx: mostPt / ptPerPx }
  return { ...size, ...texts, heightMm: null, unit: 'mm', dpi: 300, marginPx: 4, titled: false }
}

export const paperSizes: Readonly<Record<PaperId, PaperSize>> = {
  /** The text of a page of A4 in Word or Google Docs is 16 cm wide, and of 10 pt or 11 pt. */
  word: print({ name: 'Word or Google Docs', about: '16 cm, 300 dpi', widthMm: 160, ptPerPx: 8 / 11, format: 'png' }),
  /** One of the two columns of a journal's page: those of the ACM are 84 mm wide, others a little wider. */
  column: print({ name: 'A column in a paper', about: '8.4 cm, PDF', widthMm: 84, ptPerPx: 7 / 11, format: 'pdf' }),
  /** A wide slide has 13.33 in × 7.5 in; at 144 dpi that is 1920 × 1080. Its text has 15 pt and more. */
  slide: {
    name: 'A slide',
    about: '16:9',
    widthMm: 338.667,
    unit: 'px',
    heightMm: 190.5,
    ptPerPx: 4 / 3,
    format: 'png',
    dpi: 144,
    marginPx: 22,
    leastTextPx: 10,
    mostTextPx: 17,
    titled: false,
  },
  /** 960 px of a screen, with two pixels of the picture for each. */
  screen: {
    name: 'A web page',
    about: 'SVG',
    widthMm: 254,
    unit: 'px',
    heightMm: null,
    ptPerPx: 0.75,
    format: 'svg',
    dpi: 192,
    marginPx: 22,
    leastTextPx: 9,
    mostTextPx: 17,
    titled: true,
  },
}

const ptPerMm = 72 / 25.4

export function paperWidthPx({ widthMm, ptPerPx }: PaperSize): number {
  return Math.round((widthMm * ptPerMm) / ptPerPx)
}

/** The height of a page that is filled whole. */
export function paperHeightPx({ heightMm, ptPerPx }: PaperSize): number | null {
  return heightMm === null ? null : Math.round((heightMm * ptPerMm) / ptPerPx)
}
