// taken before a person's module is loaded, which may replace it
const { stringify } = JSON

/**
 * Writes a message of the trial's program as one line. JSON.stringify alone would ask the methods `toJSON` that a person's
 * module may have given to all arrays and objects.
 */
export function jsonLine(message: object): Buffer {
  return Buffer.from(`${jsonText(message)}\n`)
}

function jsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const entry of value) text += `${text === '' ? '' : ','}${jsonText(entry)}`
    return `[${text}]`
  }
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== undefined) text += `${text === '' ? '' : ','}${stringify(name)}:${jsonText(entry)}`
  }
  return `{${text}}`
}
