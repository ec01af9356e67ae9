const longestShown = 60

/** Control characters, lone surrogates and the marks that turn the reading direction: they would garble a terminal. */
const unprintable = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/gu

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Foreign text made fit for one line of a message: printable and cut off. */
export function oneLine(text: string, longest = longestShown): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  return cut.replace(/\r?\n/g, '\\n').replace(unprintable, escape)
}

/** A value as a message names it after "got": `0`, `"2"`, `a list of 3`. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string') return `"${oneLine(value)}"`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${String(value.length)}`
  if (typeof value === 'object') return 'a mapping'
  return oneLine(String(value))
}

/** "a, b or c". */
export function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`
}
