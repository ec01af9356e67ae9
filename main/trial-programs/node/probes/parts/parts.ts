import { computePart } from './compute-part.ts'
import { burnPart, echoPart } from './convoy-parts.ts'
import { isolationPart } from './isolation-part.ts'
import { loopPart } from './loop-part.ts'
import { nativeCallPart } from './native-call-part.ts'
import { messagePart } from './message-part.ts'
import { orphanPart, parentPart } from './orphan-part.ts'
import { racePart } from './race-part.ts'
import { refcountPart } from './refcount-part.ts'
import { steadyPart } from './steady-work.ts'

/** The line from a probe's worker to the probe: messages are structured clones (threads) or JSON (processes). */
export interface PartChannel {
  /** @param moved see ProbeWorker.say */
  say(message: unknown, moved?: object): void
  /** @param receive is given beside the message the socket that was moved with it to a process */
  onMessage(receive: (message: unknown, moved: unknown) => void): void
}

/** What a worker of a probe does; it may go on as long as messages come. */
export type Part = (input: unknown, channel: PartChannel) => void | Promise<void>

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
