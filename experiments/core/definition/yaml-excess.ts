import { Lexer } from 'yaml'
import type { Finding } from './located.ts'
import { formatCount } from '../text/format-number.ts'

const mostTokens = 100_000
const deepest = 64

/** The lexer's own marks before documents and scalars and after flow collections, which are not in the text. */
const controlTokens: ReadonlySet<string> = new Set(['\u0002', '\u001f', '\u0018'])

/** These begin a list or a mapping where they stand, within the one that is open to the left of them. */
const openers: ReadonlySet<string> = new Set(['-', '?', ':'])

/**
 * Looks for text that would keep the YAML library busy for seconds or overflow its stack, before the library gets it: a
 * megabyte of signs, brackets in brackets, or lists in lists.
 */
export function findExcess(text: string): Finding | null {
  return isModest(text) ? null : findInTokens(text)
}

/**
 * Most files are too short to hold so many tokens, and reading them takes a fifth of the time of `check`. Lists and
 * mappings in one another stand in different columns: those without brackets are as deep as a sign is far to the right.
 */
function isModest(text: string): boolean {
  // a sign is one token, with at most two control tokens before and behind it
  if (text.length > mostTokens / 4) return false
  return text.split(/[[{]/, deepest + 2).length <= deepest && !farOpener.test(text)
}

const farOpener = new RegExp(`^.{${deepest}}.*[-?:](?:\\s|$)`, 'm')

function findInTokens(text: string): Finding | null {
  let [offset, lineStart, tokens, brackets] = [0, 0, 0, 0]
  /** The columns of the lists and mappings without brackets that are open. */
  const open: number[] = []
  const tooDeep = (what: string): Finding => ({
    offset,
    message: `got ${what} nested too deep, expected at most ${deepest} levels`,
  })
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++
    if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1)
    if (brackets > deepest) return tooDeep('brackets')
    const column = offset - lineStart
    const isIndent = column === 0 && /^ +$/.test(token)
    if (brackets === 0 && (isIndent || openers.has(token))) {
      const at = isIndent ? token.length : column
      while ((open.at(-1) ?? -1) >= at) open.pop()
      open.push(at)
      // the last one may be the ":" behind a key, which adds no level
      if (open.length > deepest + 1) return tooDeep('values')
    }
    if (++tokens > mostTokens) {
      return { offset, message: `got more than ${formatCount(mostTokens)} words and signs, expected an experiment` }
    }
    if (controlTokens.has(token)) continue
    const newline = token.lastIndexOf('\n')
    if (newline >= 0) lineStart = offset + newline + 1
    offset += token.length
  }
  return null
}
