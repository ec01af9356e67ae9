/** What a person may do about a message. */
export interface Offer {
  readonly title: string
  readonly act: () => void
}

export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'error'
  readonly text: string
  readonly offer: Offer | null
}

/** Short messages in the corner of the window: errors stay until they are closed. */
export class Notices {
  all = $state.raw<readonly Notice[]>([])
  #nextId = 0

  done(text: string): void {
    const id = this.#add('done', text)
    setTimeout(() => {
      this.close(id)
    }, 8000)
  }

  /** Stays until it is taken or closed. */
  offer(text: string, offer: Offer): void {
    this.#add('done', text, offer)
  }

  error(text: string): void {
    this.#add('error', text)
  }

  /** Runs the action, and shows `failed` with the reason if it throws. */
  async attempt(failed: string, action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      this.error(`${failed}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  close(id: number): void {
    this.all = this.all.filter((notice) => notice.id !== id)
  }

  #add(kind: Notice['kind'], text: string, offer: Offer | null = null): number {
    const id = this.#nextId++
    this.all = [...this.all.filter((notice) => notice.text !== text), { id, kind, text, offer }]
    return id
  }
}
