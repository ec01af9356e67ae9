import type { SeriesId } from '../names/series.ts'

/** What a session answers to its experiment's question, in a sentence, and the one comparison that explains it. */
export interface Answer {
  readonly sentence: readonly AnswerPart[]
  readonly second: readonly AnswerPart[] | null
}

export interface AnswerPart {
  readonly text: string
  /** A number of this series, which people read in the colour of its curve. */
  readonly series?: SeriesId
  /** How sure the number is, in small type: "(0.97–1.03)". */
  readonly range?: boolean
}

export function answerText(parts: readonly AnswerPart[]): string {
  return parts.map(({ text }) => text).join('')
}

/** Both sentences as a file or a terminal writes them. */
export function answerLines({ sentence, second }: Answer): readonly string[] {
  return [sentence, second].flatMap((parts) => (parts === null ? [] : [answerText(parts)]))
}

export function words(text: string): AnswerPart {
  return { text }
}

export function number(text: string, series: SeriesId): AnswerPart {
  return { text, series }
}

/** The same parts, the first beginning with a capital letter. */
export function asSentence(parts: readonly AnswerPart[]): readonly AnswerPart[] {
  const [first, ...rest] = parts
  return first === undefined ? [] : [{ ...first, text: capitalised(first.text) }, ...rest]
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
