import { LineCounter } from 'yaml'

/** A value of a file and its position: offsets count UTF-16 units from the start of the text. */
export interface Located {
  readonly offset: number
  /** Plain data: objects have no prototype, so that no key is special. */
  readonly value: unknown
  /** The values in it, by key, or by index as text. */
  readonly children: ReadonlyMap<string, LocatedChild>
  /** The number of values in it, itself included; a value counts again for each alias that repeats it. */
  readonly size: number
}

export interface LocatedChild {
  readonly keyOffset: number
  readonly node: Located
}

/** A problem before its line and column are known. */
export interface Finding {
  readonly offset: number
  readonly message: string
}

export type Path = readonly PropertyKey[]

/** @returns undefined if the path leads to nothing */
export function locate(root: Located, path: Path): Located | undefined {
  let node: Located | undefined = root
  for (const key of path) node = node?.children.get(String(key))?.node
  return node
}

/** The offset of the value at the path, or of the value that it is missing from. */
export function offsetOf(root: Located, path: Path): number {
  return locate(root, path)?.offset ?? (path.length === 0 ? root.offset : offsetOf(root, path.slice(0, -1)))
}

/** "workers[1]", "rounds.min", or an empty text for the whole file. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** Line and column count from 1; the column counts UTF-16 units, as editors do. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1)
  const { line, col } = lines.linePos(Math.min(offset, text.length))
  return { line, column: col }
}
