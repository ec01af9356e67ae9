export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'error'
  readonly text: string
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

  #add(kind: Notice['kind'], text: string): number {
    const id = this.#nextId++
    this.all = [...this.all.filter((notice) => notice.text !== text), { id, kind, text }]
    return id
  }
}
