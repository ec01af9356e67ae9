export type Cell = string | number | boolean | null

/** As RFC 4180 has it: CRLF, and quotes if needed. A missing number is an empty cell. */
export function separatedValues(lines: readonly (readonly Cell[])[], separator: ',' | '\t' = ','): string {
  return lines.map((cells) => `${cells.map((cell) => field(cell, separator)).join(separator)}\r\n`).join('')
}

function field(cell: Cell, separator: string): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return ''
  const text = typeof cell === 'string' ? guarded(cell) : String(cell)
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A spreadsheet would compute a text that begins so: an apostrophe before it makes it a text (OWASP, "CSV Injection"). */
function guarded(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}
