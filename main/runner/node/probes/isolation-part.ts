import { readlinkSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
import type { Part } from './parts.ts'

export interface IsolationAnswer {
  readonly pid: number
  /** The system's id of the thread on Linux, else Node's own. */
  readonly threadId: number
}

/** Says who it is. */
export const isolationPart: Part = (_input, channel) => {
  const answer: IsolationAnswer = { pid: process.pid, threadId: nativeThreadId() }
  channel.say(answer)
  channel.onMessage(() => undefined)
}

function nativeThreadId(): number {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1))
  } catch {
    return threadId
  }
}
