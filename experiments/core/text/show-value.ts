const longestShown = 60

/**
 * Control characters, lone surrogates and the marks that turn the reading direction, which would garble a terminal; and
 * what cannot be seen or told from a blank.
 */
const unprintable = /[\p{Cc}\p{Cs}\p{Cf}\p{DI}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

/** "\u00a0": the character as it may be written in quotes. */
export function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}

/** Foreign text made fit for one line of a message: printable and cut off. */
export function oneLine(text: string, longest = longestShown): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  return cut.replace(/\r?\n/g, '\\n').replace(unprintable, escapeCharacter)
}

/** A value as a message names it after "got": `0`, `"2"`, `a list of 3`. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string') return `"${oneLine(value)}"`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a mapping'
}

function listed(items: readonly (string | number)[], word: string): string {
  const texts = items.map(String)
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts.slice(-1).join('')}`
}

/** "a, b or c". */
export function alternatives(items: readonly (string | number)[]): string {
  return listed(items, 'or')
}

/** "1, 2 and 4". */
export function enumeration(items: readonly (string | number)[]): string {
  return listed(items, 'and')
}
