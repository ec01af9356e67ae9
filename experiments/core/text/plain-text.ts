/** Control characters, marks that turn the reading direction, tags and places that Unicode gives to no character. */
const unseen =
  /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}/gu

/**
 * Other people's text as one paragraph of a document: without what could hide a part of it, turn the rest of its line, or
 * break the file, and no longer than a reader would read.
 */
export function plainText(text: string, most = 600): string {
  const clean = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\s/g, ' ')
    .replace(unseen, '')
    .replace(/ +/g, ' ')
    .trim()
  return clean.length > most ? `${clean.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : clean
}
