import { dirname } from 'node:path'

/** Node puts it first where a file cannot be read as a program: "file:///mine.ts:3". */
const unreadable = /^(?<place>(?:file:\/\/|[A-Z]:\\|\/).*:\d+)$/m
const frame = /^\s+at .*$/gm

/**
 * Returns where in a person's own code an error comes from, such as " (at run (file:///mine.mjs:2:9))": frames of Node and of
 * the lab say nothing about it.
 * @param file is named if the error does not say
 */
export function placeOf(error: unknown, file?: string): string {
  const stack = stackOf(error)
  const beginning = stack.slice(0, Math.max(0, stack.search(frame)))
  const place = unreadable.exec(beginning)?.groups?.['place']
  const frames = (stack.match(frame) ?? []).filter(isTheirs)
  // the call in their own file says more than a place in a package
  const theirs = frames.find((line) => !line.includes('node_modules')) ?? frames[0]
  if (place !== undefined) return ` (at ${place})`
  if (theirs !== undefined) return ` (${theirs.trim()})`
  return file === undefined ? '' : ` (in ${file})`
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : ''
  } catch {
    return ''
  }
}

function isTheirs(line: string): boolean {
  // loaded for a failure alone
  const { pathToFileURL } = process.getBuiltinModule('node:url')
  const own = pathToFileURL(dirname(process.argv[1] ?? '')).href
  return /[/\\].*:\d+:\d+\)?$/.test(line) && !line.includes(`${own}/`) && !line.includes('node:internal/')
}
