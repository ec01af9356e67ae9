import { onEndSignal, type EndSignal } from '../end-signals.ts'

/** Work was left because a signal came: there is nothing to say about it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly signal: EndSignal

  constructor(signal: EndSignal) {
    super(`ended by ${signal}`)
    this.signal = signal
  }
}

/** A person's Ctrl-C, or another signal to end. */
export class Interruption {
  readonly #controller = new AbortController()
  #received: EndSignal | null = null

  constructor() {
    onEndSignal((received) => {
      this.#received = received
      this.#controller.abort(new Interrupted(received))
    })
  }

  get received(): EndSignal | null {
    return this.#received
  }

  /** Is aborted with Interrupted when the signal comes. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /**
   * Waits for work that needs no end.
   * @throws Interrupted when the signal comes first
   */
  async orLeave<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this
    // nobody hears any more how work ends that was left
    work.catch(() => undefined)
    signal.throwIfAborted()
    return await new Promise<Result>((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Interrupted)
      }
      signal.addEventListener('abort', leave, { once: true })
      work.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', leave)
      })
    })
  }
}
