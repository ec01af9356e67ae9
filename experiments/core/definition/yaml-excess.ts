import { Lexer } from 'yaml'
import type { Finding } from './located.ts'
import { formatCount } from '../text/format-number.ts'

const mostTokens = 100_000
const deepest = 64

/** The lexer's own marks before documents and scalars and after flow collections, which are not in the text. */
const controlTokens: ReadonlySet<string> = new Set(['\u0002', '\u001f', '\u0018'])

/**
 * Looks for text that would keep the YAML library busy for seconds or overflow its stack, before the library gets it: a
 * megabyte of signs, or brackets in brackets.
 */
export function findExcess(text: string): Finding | null {
  return isModest(text) ? null : findInTokens(text)
}

/** Most files are too short to hold so many tokens, and reading them takes a fifth of the time of `check`. */
function isModest(text: string): boolean {
  // a sign is one token, with at most two control tokens before and behind it
  if (text.length > mostTokens / 4) return false
  return text.split(/[[{]/, deepest + 2).length <= deepest
}

function findInTokens(text: string): Finding | null {
  let offset = 0
  let tokens = 0
  let depth = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++
    if (token === ']' || token === '}') depth = Math.max(0, depth - 1)
    if (depth > deepest) return { offset, message: `got brackets nested too deep, expected at most ${deepest} levels` }
    if (++tokens > mostTokens) {
      return { offset, message: `got more than ${formatCount(mostTokens)} words and signs, expected an experiment` }
    }
    if (!controlTokens.has(token)) offset += token.length
  }
  return null
}
