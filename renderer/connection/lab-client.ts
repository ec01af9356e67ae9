import { createBirpc } from 'birpc'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import {
  labDescriptionSchema,
  type LabApi,
  type LabDescription,
  type LabEvents,
  type WindowEvents,
} from '../../preload/contract.ts'
import type { LabChannel } from './lab-channel.ts'

export interface LabClient {
  readonly api: LabApi
  readonly description: LabDescription
  close(): void
}

/**
 * Joins the lab at the other end of the channel.
 * @throws where the lab does not answer with a description that this window understands
 */
export async function joinLab(channel: LabChannel, events: LabEvents, gone: () => void): Promise<LabClient> {
  const parts = new SessionParts()
  const windowEvents: WindowEvents = {
    ...events,
    part(sessionId, records) {
      parts.take(sessionId, records)
    },
  }
  const rpc = createBirpc<LabApi, WindowEvents>(windowEvents, {
    post: (message: string) => {
      channel.post(message)
    },
    on: (receive) => {
      channel.listen(receive)
    },
    serialize: JSON.stringify,
    deserialize: JSON.parse,
    // A call may wait for a person at a file dialog; a channel that ends rejects what is pending.
    timeout: -1,
  })
  channel.onClosed(() => {
    rpc.$close(new Error('The lab is gone.'))
    gone()
  })
  const description = labDescriptionSchema.safeParse(await rpc.describe())
  if (!description.success) {
    channel.close()
    throw new Error('The lab and this window are of different versions: reload the page.', {
      cause: description.error,
    })
  }
  return {
    api: new Proxy<LabApi>(rpc, {
      get: (api, name): unknown =>
        name === 'session' ? (id: string) => parts.fetch(id, () => api.session(id)) : Reflect.get(api, name),
    }),
    description: description.data,
    close: () => {
      rpc.$close()
      channel.close()
    },
  }
}

interface FetchedSession {
  readonly parts: SessionRecord[]
  readonly whole: Promise<readonly SessionRecord[]>
}

/** The parts of long sessions that have been asked for, until their answer comes. */
class SessionParts {
  readonly #fetched = new Map<string, FetchedSession>()

  take(sessionId: string, records: readonly SessionRecord[]): void {
    const parts = this.#fetched.get(sessionId)?.parts
    for (const record of records) parts?.push(record)
  }

  /** Asked for twice at once, a session is fetched once: the parts of two answers could not be told apart. */
  fetch(sessionId: string, ask: () => Promise<readonly SessionRecord[]>): Promise<readonly SessionRecord[]> {
    const known = this.#fetched.get(sessionId)
    if (known !== undefined) return known.whole
    const parts: SessionRecord[] = []
    const whole = ask()
      .then((answer) => [...answer, ...parts])
      .finally(() => {
        this.#fetched.delete(sessionId)
      })
    this.#fetched.set(sessionId, { parts, whole })
    return whole
  }
}
