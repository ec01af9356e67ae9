import { createBirpc } from 'birpc'
import { z } from 'zod'
import { labDescriptionSchema, type LabApi, type LabDescription, type LabEvents } from '../../preload/contract.ts'
import type { LabChannel } from './lab-channel.ts'

export interface LabClient {
  readonly api: LabApi
  readonly description: LabDescription
  close(): void
}

/**
 * Joins the lab at the other end of the channel.
 * @throws if the lab does not answer with a description that this window understands
 */
export async function joinLab(channel: LabChannel, events: LabEvents, gone: () => void): Promise<LabClient> {
  const rpc = createBirpc<LabApi, LabEvents>(events, {
    post: (message: string) => {
      channel.post(message)
    },
    on: (receive) => {
      channel.listen(receive)
    },
    serialize: JSON.stringify,
    deserialize: readMessage,
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
    api: rpc,
    description: description.data,
    close: () => {
      rpc.$close()
      channel.close()
    },
  }
}

const failureSchema = z.looseObject({ e: z.object({ message: z.string() }) })

/** A call that failed brings only the error's message, of which an error is made again. */
function readMessage(text: string): unknown {
  const message: unknown = JSON.parse(text)
  const failure = failureSchema.safeParse(message)
  return failure.success ? { ...failure.data, e: new Error(failure.data.e.message) } : message
}
