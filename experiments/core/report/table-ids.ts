/** Every table that the lab makes of a session. A session that has nothing for one lacks it. */
export const tableIds = ['results', 'values', 'time', 'claims'] as const
export type TableId = (typeof tableIds)[number]

/** Comma- and tab-separated values, Markdown, LaTeX. */
export const tableFormats = ['csv', 'tsv', 'md', 'tex'] as const
export type TableFormat = (typeof tableFormats)[number]
