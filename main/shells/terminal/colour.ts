import { styleText } from 'node:util'
import { UsageError } from './exit-codes.ts'

type When = 'auto' | 'always' | 'never'
type Style = Parameters<typeof styleText>[0]

/** What the marks of a line mean is said by their shape; colour only repeats it. */
const rules: readonly (readonly [RegExp, Style])[] = [
  [/✓|\btrue here\b(?<!not true here)/g, 'green'],
  [/^ ! (?=\S)|^Missing\b|^Cannot be used\b|^Failed\b|\b(?:crashed|timeout|wrong-result)(?=:)/gm, 'red'],
  [/^warning:|^! /gm, 'yellow'],
  [/(?<=^Ready)[^.]*|^Ready/gm, 'green'],
  [/\blockstep(?: [a-z]+)?(?= |$)(?=.*$)/gm, 'cyan'],
]

let when: When = 'auto'

/**
 * Takes `--color WHEN` out of the arguments, wherever it stands: it is an option of every command.
 * @throws UsageError for another word than auto, always and never
 */
export function takeColour(args: readonly string[]): readonly string[] {
  const rest: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--no-color') when = 'never'
    else if (arg === '--color') when = chosen(args[++at])
    else if (arg.startsWith('--color=')) when = chosen(arg.slice('--color='.length))
    else rest.push(arg)
  }
  return rest
}

function chosen(word: string | undefined): When {
  if (word === 'auto' || word === 'always' || word === 'never') return word
  throw new UsageError(`--color: got ${JSON.stringify(word ?? '')}, expected auto, always or never`)
}

/** JSON stays as it is. By itself a terminal gets colour, unless NO_COLOR is set (https://no-color.org). */
export function coloured(text: string, stream: NodeJS.WriteStream): string {
  if (/^[{[]/.test(text) || !wanted(stream)) return text
  return rules.reduce(
    (painted, [pattern, style]) =>
      painted.replace(pattern, (part) => (part === '' ? part : styleText(style, part, { validateStream: false }))),
    text,
  )
}

function wanted(stream: NodeJS.WriteStream): boolean {
  if (when !== 'auto') return when === 'always'
  return stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && stream.hasColors()
}
