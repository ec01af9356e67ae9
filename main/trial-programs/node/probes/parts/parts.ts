import { computePart } from './compute-part.ts'
import { burnPart, echoPart } from './convoy-parts.ts'
import { isolationPart } from './isolation-part.ts'
import { loopPart } from './loop-part.ts'
import { nativeCallPart } from './native-call-part.ts'
import { messagePart } from './message-part.ts'
import { orphanPart, parentPart } from './orphan-part.ts'
import type { Part } from './part.ts'
import { racePart } from './race-part.ts'
import { refcountPart } from './refcount-part.ts'
import { steadyPart } from './steady-work.ts'

const parts: Readonly<Record<string, Part>> = {
  isolation: isolationPart,
  parent: parentPart,
  orphan: orphanPart,
  compute: computePart,
  race: racePart,
  refcount: refcountPart,
  steady: steadyPart,
  loop: loopPart,
  'native-call': nativeCallPart,
  echo: echoPart,
  burn: burnPart,
  message: messagePart,
}

export function findPart(name: string): Part | undefined {
  return Object.hasOwn(parts, name) ? parts[name] : undefined
}
