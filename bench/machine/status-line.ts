const everyMs = 10_000

/** Says on stderr what is under way: a terminal shows one line that changes, anything else gets a line now and then. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream
  #shown = false
  #saidMs = Number.NEGATIVE_INFINITY
  #row = ''

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  readonly show = (text: string): void => {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[2K${text.slice(0, this.#stream.columns - 1)}`)
      this.#shown = true
      return
    }
    const [row = ''] = text.split(':')
    const nowMs = performance.now()
    if (row === this.#row && nowMs - this.#saidMs < everyMs) return
    // that a row starts says little: what comes next is said at once, too
    this.#saidMs = row === this.#row ? nowMs : Number.NEGATIVE_INFINITY
    this.#row = row
    this.#stream.write(`${text}\n`)
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001B[2K')
    this.#shown = false
  }
}
