/**
 * Takes a trial's messages out of a stream that the workload may write to as well. A message goes from the trial's secret to
 * the next line end, wherever it begins; all else is text of the workload, whatever it looks like, and is given out at once.
 */
export class MessageReader {
  readonly #secret: string
  readonly #onMessage: (json: string) => void
  readonly #onPrint: (text: string) => void
  #rest = ''

  constructor(secret: string, onMessage: (json: string) => void, onPrint: (text: string) => void) {
    this.#secret = secret
    this.#onMessage = onMessage
    this.#onPrint = onPrint
  }

  push(text: string): void {
    this.#rest += text
    for (;;) {
      const start = this.#rest.indexOf(this.#secret)
      const end = start < 0 ? -1 : this.#rest.indexOf('\n', start)
      if (end < 0) {
        this.#print(start < 0 ? this.#rest.length - this.#begunSecret() : start)
        return
      }
      this.#print(start)
      const message = this.#rest.slice(this.#secret.length, end - start)
      this.#rest = this.#rest.slice(end - start + 1)
      this.#onMessage(message)
    }
  }

  /** No more comes: a message that was not finished is none. */
  end(): void {
    this.#print(this.#rest.length)
  }

  #print(length: number): void {
    if (length > 0) this.#onPrint(this.#rest.slice(0, length))
    this.#rest = this.#rest.slice(length)
  }

  /** @returns how many of the last characters may be the beginning of the secret */
  #begunSecret(): number {
    let length = Math.min(this.#secret.length - 1, this.#rest.length)
    while (length > 0 && !this.#rest.endsWith(this.#secret.slice(0, length))) length--
    return length
  }
}
