import type { SampleFigures } from '../../../experiments/core/session/sample-thinning.ts'

/** The figures while they are read. */
type Figures = { -readonly [key in keyof SampleFigures]: SampleFigures[key] } & { cores: number[] }

/**
 * Reads the figures of a sample from the bytes of its line, without making the record: most lines of a long session are
 * samples, of which few are kept, and making an object of each would take several times as long. It knows exactly what
 * the lab writes; of any other line it says so, and that is read as JSON.
 */
export class SampleScan {
  #bytes: Uint8Array = new Uint8Array()
  /** Of the same bytes: four of them at once. */
  #words: DataView = new DataView(new ArrayBuffer(0))
  #at = 0
  /** The number that was read last: to return one would make an object of it each time. */
  #value = 0.5
  /** How many cores the line has. */
  #cores = 0
  /** Lists are used again for each line: new ones for a million lines are a third of the time. */
  readonly #threads: number[][] = []
  readonly #figures: Figures = { atMs: Number.NaN, costMs: Number.NaN, rssBytes: Number.NaN, cores: [] }

  /** Where the sample ends that was read last. */
  get end(): number {
    return this.#at
  }

  /**
   * Where its line ends need not be known: there is no line end in a sample.
   * @returns the same object each time, good until the next line; null for what is not, byte by byte, such a sample
   */
  read(bytes: Uint8Array, start: number): SampleFigures | null {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    this.#at = start
    const figures = this.#figures
    figures.atMs = figures.costMs = figures.rssBytes = Number.NaN
    this.#cores = 0
    figures.steal = figures.throttles = figures.onBattery = figures.threads = undefined
    if (!this.#takes(texts.head)) return null
    while (this.#closes(comma)) if (!this.#field()) return null
    if (!this.#closes(closeObject)) return null
    return this.#cores === 0 || Number.isNaN(figures.atMs + figures.costMs + figures.rssBytes) ? null : figures
  }

  /** By the first letter of its key: to try them all would take a third of the time. */
  #field(): boolean {
    const figures = this.#figures
    switch (this.#bytes[this.#at + 1]) {
      case letters.c:
        if (this.#takes(texts.cores)) return (this.#cores = this.#reads(figures.cores)) > 0
        if (!this.#takes(texts.cost) || !this.#number()) return false
        figures.costMs = this.#value
        return true
      case letters.p:
        return this.#takes(texts.processes) && this.#readProcesses()
      case letters.m:
        return (
          this.#takes(texts.memory) &&
          this.#number() &&
          this.#takes(texts.total) &&
          this.#number() &&
          this.#closes(closeObject)
        )
      case letters.t:
        if (this.#takes(texts.threads)) return this.#readThreads()
        if (!this.#takes(texts.throttles) || !this.#number()) return false
        figures.throttles = this.#value
        return true
      case letters.a:
        if (!this.#takes(texts.at) || !this.#number()) return false
        figures.atMs = this.#value
        return true
      case letters.s:
        if (!this.#takes(texts.steal) || !this.#number()) return false
        figures.steal = this.#value
        return true
      case letters.o:
        return this.#takes(texts.battery) && (figures.onBattery = true)
      default:
        return false
    }
  }

  #readThreads(): boolean {
    const threads = this.#threads
    let count = 0
    do {
      const numbers = (threads[count++] ??= [])
      if (!this.#closes(openList) || this.#reads(numbers) === 0) return false
    } while (this.#closes(comma))
    if (threads.length !== count) threads.length = count
    this.#figures.threads = threads
    return this.#closes(closeList)
  }

  /** Up to the end of their list. @returns how many; 0 where there is anything else, or nothing */
  #reads(numbers: number[]): number {
    let count = 0
    do {
      if (!this.#number()) return 0
      numbers[count++] = this.#value
    } while (this.#closes(comma))
    if (numbers.length !== count) numbers.length = count
    return this.#closes(closeList) ? count : 0
  }

  #readProcesses(): boolean {
    let sum = 0
    do {
      if (!this.#takes(texts.pid) || !this.#number() || !this.#takes(texts.role)) return false
      const isLab = this.#takes(texts.lab)
      if (!isLab && !this.#takes(texts.trial) && !this.#takes(texts.worker)) return false
      if (!this.#number() || !this.#closes(closeObject)) return false
      if (!isLab) sum += this.#value
    } while (this.#closes(comma))
    this.#figures.rssBytes = sum
    return this.#closes(closeList)
  }

  /** As JSON writes it; its last digit may be off, which a mean of many does not show. @returns false where there is none */
  #number(): boolean {
    const bytes = this.#bytes
    const start = this.#at
    this.#value = 0
    this.#digits()
    let digits = this.#at - start
    if (bytes[this.#at] === point) {
      const fraction = ++this.#at
      this.#digits()
      const behind = this.#at - fraction
      if (behind === 0 || behind >= powersOfTen.length) digits = 0
      else this.#value /= powersOfTen[behind] ?? Number.NaN
    }
    // a power of ten (1e-7) and a minus are rare: such a line is read as JSON
    return digits > 0 && bytes[this.#at] !== letterE
  }

  #digits(): void {
    const bytes = this.#bytes
    const words = this.#words
    const lastWord = bytes.length - 4
    let at = this.#at
    let value = this.#value
    for (let word = 0; at <= lastWord && isDigits((word = words.getInt32(at, true))); at += 4) {
      value = value * 1e4 + digitsOf(word)
    }
    let byte = bytes[at] ?? 0
    for (; byte >= zero && byte <= nine; byte = bytes[++at] ?? 0) value = value * 10 + (byte - zero)
    this.#at = at
    this.#value = value
  }

  #closes(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }

  #takes({ words, rest, length }: ScanText): boolean {
    const bytes = this.#bytes
    let at = this.#at
    if (at + length > bytes.length) return false
    for (let index = 0; index < words.length; index++, at += 4) {
      if (this.#words.getInt32(at, true) !== words[index]) return false
    }
    for (let index = 0; index < rest.length; index++, at++) if (bytes[at] !== rest[index]) return false
    this.#at = at
    return true
  }
}

const [zero, nine, point, letterE] = [48, 57, 46, 101] as const
const [comma, openList, closeList, closeObject] = [44, 91, 93, 125] as const
const letters = { a: 97, c: 99, m: 109, o: 111, p: 112, s: 115, t: 116 } as const
const powersOfTen = Array.from({ length: 23 }, (_, power) => 10 ** power)
const texts = {
  head: scanText('{"record":"sample"'),
  cores: scanText('"cores":['),
  processes: scanText('"processes":['),
  memory: scanText('"memory":{"usedBytes":'),
  total: scanText(',"totalBytes":'),
  cost: scanText('"costMs":'),
  at: scanText('"atMs":'),
  steal: scanText('"steal":'),
  throttles: scanText('"throttles":'),
  battery: scanText('"onBattery":true'),
  threads: scanText('"threads":['),
  pid: scanText('{"pid":'),
  role: scanText(',"role":"'),
  lab: scanText('lab","rssBytes":'),
  trial: scanText('trial","rssBytes":'),
  worker: scanText('worker","rssBytes":'),
}

/** Whether all four bytes of a word are digits. */
function isDigits(word: number): boolean {
  return ((word & 0xf0f0f0f0) | 0) === 0x30303030 && (((word + 0x06060606) & 0xf0f0f0f0) | 0) === 0x30303030
}

/** Their number; the first one is in the lowest byte. */
function digitsOf(word: number): number {
  const digits = word & 0x0f0f0f0f
  const pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff
  return (pairs * 100 + (pairs >>> 16)) & 0xffff
}

interface ScanText {
  readonly words: Int32Array
  /** The bytes behind them. */
  readonly rest: Uint8Array
  readonly length: number
}

function scanText(text: string): ScanText {
  const bytes = Uint8Array.from(Buffer.from(text))
  const view = new DataView(bytes.buffer)
  const words = Int32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getInt32(4 * index, true))
  return { words, rest: bytes.subarray(4 * words.length), length: bytes.length }
}
