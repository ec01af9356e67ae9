const longest = 80
/** What may be meant where a task returns one of these. */
const hints: Readonly<Record<string, string>> = {
  undefined: ': is a return missing?',
  bigint: ': write Number(…) or String(…)',
  function: ': is it to be called?',
}

/** Says what a task returned, in words and bounded, whatever it is. */
export function toldResult(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest))
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (value === null) return 'null'
  return typeof value === 'object' ? `an object (${classOf(value)})` : typeof value
}

export function hintFor(value: unknown): string {
  return hints[typeof value] ?? ''
}

function classOf(value: object): string {
  try {
    return Object.prototype.toString.call(value).slice('[object '.length, -1).slice(0, longest)
  } catch {
    return 'of a kind of its own'
  }
}
