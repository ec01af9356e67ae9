import { readlinkSync } from 'node:fs'
import { threadId } from 'node:worker_threads'

export interface ThreadIdentity {
  readonly threadId: number
  /** Who gave the id; Node has numbers of its own for its threads. */
  readonly of: 'the system' | 'Node'
}

/** Returns the system's id of the calling thread on Linux, and Node's elsewhere. */
export function threadIdentity(): ThreadIdentity {
  try {
    return { threadId: Number(readlinkSync('/proc/thread-self').split('/').at(-1)), of: 'the system' }
  } catch {
    return { threadId, of: 'Node' }
  }
}
