import type { FigureTexts } from '../charts/figure-frame.ts'

/** The text that stands below a figure in a paper: what is shown, of what, on what. */
export function captionText({ title, subtitle, footer }: FigureTexts): string {
  return [title, subtitle, footer]
    .filter((part) => part !== '')
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(' ')
}
