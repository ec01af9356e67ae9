import type { FigureId } from '../figures/figures.ts'
import type { Verdict } from '../session/claim.ts'

/** A report on one session, as every writer is given it. All of its text is plain: nothing in it is markup. */
export interface ReportDocument {
  readonly title: string
  /** When and how it was measured, in one line. */
  readonly about: string
  readonly question: string
  /** The answer, and the comparison that explains it; each is empty if the session has none. */
  readonly answer: readonly Span[]
  readonly second: readonly Span[]
  readonly blocks: readonly Block[]
}

/** A part of a sentence. */
export interface Span {
  readonly text: string
  /** The colour of a series, as #rrggbb: the number belongs to its curve. */
  readonly colour?: string
  /** How sure a number is, which is written smaller. */
  readonly range?: boolean
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ReportFigure
  | ReportTable
  | { readonly kind: 'verdicts'; readonly rows: readonly VerdictLines[] }
  | { readonly kind: 'fields'; readonly rows: readonly Field[] }

export interface ReportFigure {
  readonly kind: 'figure'
  readonly number: number
  readonly figure: FigureId
  /** What the figure's `dataOf` returned. */
  readonly data: unknown
  readonly caption: string
  /** For people who do not see the figure. */
  readonly alt: string
}

export interface ReportTable {
  readonly kind: 'table'
  readonly number: number
  readonly title: string
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[]
  readonly rows: readonly (readonly string[])[]
  readonly note: string
}

/** A row of the appendix. */
export interface Field {
  readonly label: string
  readonly value: string
  /** Whether it is to be typed as it stands: a command, a hash. */
  readonly code: boolean
}

/** A claim in three lines, and what came of it. */
export interface VerdictLines {
  readonly verdict: Verdict
  /** "True here". */
  readonly word: string
  /** What the book says. */
  readonly says: string
  readonly measured: string
  /** What would make it true here; empty if nothing was measured. */
  readonly needed: string
}
