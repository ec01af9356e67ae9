export interface CatalogHeading {
  readonly id: string
  readonly title: string
  readonly question: string
}

/** Plain sentences, which mean in YAML what they say: no quotes, comments or mappings, and no line after the first. */
const heading = /^id: ([a-z][a-z-]*)\ntitle: ([A-Z][^:#\n]*\w)\nquestion: ([A-Z][^:#\n]* [^:#\n]*\w[.?])\n(?=[a-z])/m

/**
 * What a list says of a built-in experiment, without the parser, which takes longer to load than all else that a list
 * does; null where the file is written in another way.
 */
export function catalogHeading(text: string): CatalogHeading | null {
  const [, id, title, question] = heading.exec(text) ?? []
  return id === undefined || title === undefined || question === undefined ? null : { id, title, question }
}
