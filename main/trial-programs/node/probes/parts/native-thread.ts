import { readlinkSync } from 'node:fs'
import { threadId } from 'node:worker_threads'

export interface ThreadIdentity {
  readonly threadId: number
  /** Who calls it so; Node itself knows its threads by numbers of its own. */
  readonly of: 'the system' | 'Node'
}

/** Who the calling thread is to the system, where that tells (Linux). */
export function threadIdentity(): ThreadIdentity {
  try {
    return { threadId: Number(readlinkSync('/proc/thread-self').split('/').at(-1)), of: 'the system' }
  } catch {
    return { threadId, of: 'Node' }
  }
}
