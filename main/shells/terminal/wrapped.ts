/** JSON, and lines that keep columns by blanks, stay as they are. */
const laidOut = /\S {2,}\S/
const hanging = '    '

/** Breaks lines of words that are wider than a terminal between two words. What follows stands under the first line's start. */
export function wrapped(text: string, columns: number): string {
  if (/^[{[]/.test(text)) return text
  return text
    .split('\n')
    .flatMap((line) => (line.length <= columns || laidOut.test(line) ? [line] : wrappedLine(line, columns)))
    .join('\n')
}

function wrappedLine(line: string, columns: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? ''
  const lines: string[] = []
  let current = indent
  for (const word of line.trim().split(' ')) {
    const start = lines.length === 0 ? indent : indent + hanging
    if (current.trim() === '') current = start + word
    else if (current.length + 1 + word.length <= columns) current += ` ${word}`
    else {
      lines.push(current)
      current = indent + hanging + word
    }
  }
  return [...lines, current]
}
