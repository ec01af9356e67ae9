import { once } from 'node:events'

/** Holds a session between two trials. */
export class PauseGate {
  #open: Promise<void> | null = null
  #release: (() => void) | null = null

  get paused(): boolean {
    return this.#open !== null
  }

  pause(): void {
    if (this.#open !== null) return
    this.#open = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  resume(): void {
    this.#release?.()
    this.#open = null
    this.#release = null
  }

  /** Resolves when the gate is open, or the session is cancelled. */
  async pass(signal: AbortSignal): Promise<void> {
    if (this.#open === null || signal.aborted) return
    await Promise.race([this.#open, once(signal, 'abort')])
  }
}
