import { closestMatch } from 'leven'

/** A part of a name says which one was meant if it is at least this long: "locked" for node/locked-threads. */
const shortestPart = 4

/** How many letters may differ; with one or two letters, none, because they are near to everything. */
function mostDifferingLetters(text: string): number {
  return text.length < 3 ? 0 : Math.min(3, Math.ceil(text.length / 3))
}

/** The same for two words of the same letters in another order, as "rnu" is typed for "run". */
function letters(text: string): string {
  return Array.from(text.toLowerCase()).sort().join('')
}

/** @returns "; did you mean NAME?", or an empty text if no name is near */
export function didYouMean(text: unknown, names: readonly string[]): string {
  if (typeof text !== 'string' || text === '') return ''
  const wanted = text.toLowerCase()
  const swapped = names.find((name) => letters(name) === letters(wanted))
  const near = swapped ?? closestMatch(wanted, names, { maxDistance: mostDifferingLetters(wanted) })
  const found = near ?? (wanted.length < shortestPart ? undefined : names.find((name) => name.includes(wanted)))
  return found === undefined || found === text ? '' : `; did you mean ${found}?`
}
