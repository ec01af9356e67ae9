import { escapeCharacter } from '../text/show-value.ts'
import type { Finding } from './located.ts'

/** Editors, web pages and chats put these in place of the signs that YAML knows. */
const signs: readonly (readonly [characters: RegExp, name: string, meant: string])[] = [
  [/\u00a0|\u202f/, 'a no-break space', 'a space'],
  [/\u3000/, 'an ideographic space', 'a space'],
  [/(?! )\p{Zs}/u, 'a space of another width', 'a space'],
  [/[\u2013\u2012]/, 'an en dash', 'a hyphen'],
  [/[\u2014\u2015]/, 'an em dash', 'a hyphen'],
  [/[\u2010\u2011]/, 'a typographic hyphen', 'a plain one'],
  [/\u2212/, 'a minus sign', 'a hyphen'],
  [/[\u201c-\u201f\u00ab\u00bb]/, 'a typographic quote', '"'],
  [/[\u2018-\u201b\u2032\u00b4]/, 'a typographic quote', "'"],
  [/\u2026/, 'an ellipsis', 'two or three dots'],
  [/[\p{Cf}\p{DI}]/u, 'a character that cannot be seen', 'nothing in its place'],
]
const escaped = /[\p{Z}\p{Cf}\p{DI}]/u
const notAscii = /[^\0-\x7f]/gu
/** Colons and brackets as wide as Chinese characters, and all else that Unicode calls a form of an ASCII sign. */
const ascii = /^[!-~]$/
const quoted = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g
const scriptComment = /(^|\s)(\/\/|\/\*)/

/**
 * Names the characters that look like YAML's own signs, or like nothing, on the lines on which something is wrong: what is
 * wrong there may be nothing but them. In quotes they are a person's text.
 */
export function lookAlikes(text: string, wrong: readonly Finding[]): readonly Finding[] {
  const starts = [...new Set(wrong.map(({ offset }) => text.lastIndexOf('\n', offset - 1) + 1))]
  const isJson = /^\s*(\{|\/[/*])/.test(text)
  return starts.flatMap((start) => {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end === -1 ? undefined : end).replace(quoted, (part) => ' '.repeat(part.length))
    return [...inLine(line), ...(isJson ? commentIn(line) : [])].map(({ offset, message }) => ({
      offset: start + offset,
      message,
    }))
  })
}

function inLine(line: string): readonly Finding[] {
  const found = new Map<string, Finding>()
  for (const { 0: character, index } of line.matchAll(notAscii)) {
    const sign = signOf(character)
    if (sign === null || found.has(character)) continue
    const [name, meant] = sign
    const code = escapeCharacter(character)
    const shown = escaped.test(character) ? code : `${character} (${code})`
    found.set(character, { offset: index, message: `got ${shown}, which is ${name}, expected ${meant}` })
  }
  return [...found.values()]
}

function signOf(character: string): readonly [name: string, meant: string] | null {
  const known = signs.find(([characters]) => characters.test(character))
  if (known !== undefined) return [known[1], known[2]]
  const plain = character.normalize('NFKC')
  return ascii.test(plain) ? [`another form of ${plain}`, plain] : null
}

function commentIn(line: string): readonly Finding[] {
  const found = scriptComment.exec(line)
  if (found === null) return []
  const [, before = '', sign = ''] = found
  const message = `got a comment with ${sign}, expected none: JSON has no comments, and those of YAML begin with #`
  return [{ offset: found.index + before.length, message }]
}
