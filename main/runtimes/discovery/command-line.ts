import type { CommandLine } from './interpreter.ts'

export type SplitCommand =
  { readonly kind: 'ok'; readonly command: CommandLine } | { readonly kind: 'refused'; readonly message: string }

/**
 * Splits a command line into words as a shell does: quotes hold a word together, a backslash takes the next character as
 * it is (in double quotes only before `"`, `\`, `$` and a backquote). On Windows a backslash is part of a path and only
 * double quotes count. Nothing is expanded.
 */
export function splitCommandLine(text: string, platform: NodeJS.Platform): SplitCommand {
  const words: string[] = []
  const windows = platform === 'win32'
  let word: string | null = null
  let quote: string | null = null
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    const escapes =
      !windows && character === '\\' && (quote === null ? next !== '' : quote === '"' && /["\\$`]/.test(next))
    if (escapes) {
      word = (word ?? '') + next
      at++
    } else if (quote !== null) {
      if (character === quote) quote = null
      else word = (word ?? '') + character
    } else if (character === '"' || (character === "'" && !windows)) {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + character
    }
  }
  if (quote !== null) return { kind: 'refused', message: `got ${text}, expected a closing ${quote}` }
  if (word !== null) words.push(word)
  const [program, ...programArguments] = words
  if (program === undefined || program === '') return { kind: 'refused', message: 'got nothing, expected a command' }
  return { kind: 'ok', command: [program, ...programArguments] }
}

/** Writes the command line as a person would type it: words with blanks or quotes in them are quoted. */
export function commandText(command: readonly string[]): string {
  return command
    .map((word) => (/^[^\s"'`$&|;<>()*?]+$/.test(word) ? word : `"${word.replace(/(["`$])/g, String.raw`\$1`)}"`))
    .join(' ')
}
