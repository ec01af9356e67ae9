import type { LabApi, LabDescription, LabEvents } from '../../preload/contract.ts'
import type { LabChannel } from './lab-channel.ts'
import { NeedsLink } from './entrance.ts'
import { joinLab, type LabClient } from './lab-client.ts'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly client: LabClient }
  /** The lab is there and does not know this tab. */
  | { readonly kind: 'needs-link' }
  | { readonly kind: 'gone'; readonly why: string }

/** A connection that ended sooner than this is not tried again until a person asks for it. */
const shortLivedMs = 5000

/** The connection to the lab. If it ends, it is tried once more, and after that on request. */
export class Connection {
  state = $state.raw<ConnectionState>({ kind: 'connecting' })
  /** What the lab said about itself; kept after the connection, so that the window still names its machine. */
  description = $state.raw<LabDescription | null>(null)
  readonly #open: () => Promise<LabChannel>
  readonly #events: LabEvents
  readonly #joined: (api: LabApi) => Promise<void>
  #joinedAtMs = 0

  constructor(open: () => Promise<LabChannel>, events: LabEvents, joined: (api: LabApi) => Promise<void>) {
    this.#open = open
    this.#events = events
    this.#joined = joined
  }

  /** @throws while there is no lab */
  get api(): LabApi {
    if (this.state.kind !== 'connected') throw new Error('The lab is gone.')
    return this.state.client.api
  }

  async connect(): Promise<void> {
    this.state = { kind: 'connecting' }
    try {
      const client = await joinLab(await this.#open(), this.#events, () => {
        this.#lost()
      })
      this.description = client.description
      this.state = { kind: 'connected', client }
      this.#joinedAtMs = performance.now()
      await this.#joined(client.api)
    } catch (error) {
      if (error instanceof NeedsLink) this.state = { kind: 'needs-link' }
      else this.state = { kind: 'gone', why: error instanceof Error ? error.message : String(error) }
    }
  }

  #lost(): void {
    const again = this.state.kind === 'connected' && performance.now() - this.#joinedAtMs > shortLivedMs
    this.state = { kind: 'gone', why: 'The connection ended.' }
    if (again) void this.connect()
  }
}
