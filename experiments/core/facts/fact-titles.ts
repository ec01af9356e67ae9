import { factNames } from './fact-names.ts'
import { parseBytes } from '../text/units.ts'

/** Words that are written differently in the name of a fact and for people. */
const words: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['pid', 'process id'],
  ['pids', 'process ids'],
  ['cpu', 'CPU'],
  ['gc', 'GC'],
  ['gil', 'GIL'],
  ['http', 'HTTP'],
  ['io', 'I/O'],
  ['ipc', 'IPC'],
  ['pss', 'PSS'],
  ['rss', 'RSS'],
  ['sigint', 'SIGINT'],
  ['sigkill', 'SIGKILL'],
  ['uss', 'USS'],
])

const quantity = /^(\d+(?:\.\d+)?)(B|[kKMGT]i?B|ms|s|min|h|%)$/

/** Writes a fact's name as people read it: "round-trip-64KiB" is "Round trip, 64 KiB". */
export function factTitle(name: string): string {
  const known = Object.hasOwn(factNames, name) ? factNames[name] : undefined
  if (known !== undefined) return known
  const title = name
    .split('-')
    .filter((part) => part !== '')
    .map((part) => words.get(part) ?? part)
    .reduce((text, part) => {
      const [, amount, unit] = quantity.exec(part) ?? []
      if (amount !== undefined && unit !== undefined) return `${text}, ${amount} ${unit}`
      return text === '' ? part : `${text} ${part}`
    }, '')
    .replace(/^, /, '')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** The parts of the name of a fact that was measured at several payloads: "round-trip-64KiB" is at 65,536 bytes. */
export interface SweptName {
  readonly stem: string
  readonly payloadBytes: number
}

/** @returns null for the name of a fact without a payload */
export function sweptName(name: string): SweptName | null {
  const at = name.lastIndexOf('-')
  const payloadBytes = at > 0 ? parseBytes(name.slice(at + 1)) : null
  return payloadBytes === null ? null : { stem: name.slice(0, at), payloadBytes }
}
