/** Cuts a byte stream into lines, bounded: a line that grows past `maxBytes` is given out in pieces. */
export class LineReader {
  readonly #onLine: (line: string) => void
  readonly #maxBytes: number
  #rest = ''

  constructor(onLine: (line: string) => void, maxBytes = 16 * 1024 * 1024) {
    this.#onLine = onLine
    this.#maxBytes = maxBytes
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#onLine(line)
    if (this.#rest.length > this.#maxBytes) this.end()
  }

  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest)
    this.#rest = ''
  }
}
