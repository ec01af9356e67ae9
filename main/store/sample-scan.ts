import type { SampleFigures } from '../../experiments/core/sample-thinning.ts'

/** The figures while they are read. */
type Figures = { -readonly [key in keyof SampleFigures]: SampleFigures[key] } & { cores: number[] }

/**
 * Reads the figures of a sample from the bytes of its line, without making the record: most lines of a long session are
 * samples, of which few are kept, and making an object of each would take several times as long. It knows exactly what
 * the lab writes; of any other line it says so, and that is read as JSON.
 */
export class SampleScan {
  #bytes: Uint8Array = new Uint8Array()
  #at = 0
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
    this.#bytes = bytes
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

  #field(): boolean {
    const figures = this.#figures
    if (this.#takes(texts.cores)) return (this.#cores = this.#reads(figures.cores)) > 0
    if (this.#takes(texts.processes)) return this.#readProcesses()
    if (this.#takes(texts.memory)) {
      return this.#isNumber() && this.#takes(texts.total) && this.#isNumber() && this.#closes(closeObject)
    }
    if (this.#takes(texts.cost)) return !Number.isNaN((figures.costMs = this.#number()))
    if (this.#takes(texts.threads)) return this.#readThreads()
    if (this.#takes(texts.steal)) return !Number.isNaN((figures.steal = this.#number()))
    if (this.#takes(texts.throttles)) return !Number.isNaN((figures.throttles = this.#number()))
    if (this.#takes(texts.battery)) return (figures.onBattery = true)
    if (this.#takes(texts.at)) return !Number.isNaN((figures.atMs = this.#number()))
    return false
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
      const number = this.#number()
      if (Number.isNaN(number)) return 0
      numbers[count++] = number
    } while (this.#closes(comma))
    if (numbers.length !== count) numbers.length = count
    return this.#closes(closeList) ? count : 0
  }

  #readProcesses(): boolean {
    let sum = 0
    do {
      if (!this.#takes(texts.pid) || !this.#isNumber() || !this.#takes(texts.role)) return false
      const isLab = this.#takes(texts.lab)
      if (!isLab && !this.#takes(texts.trial) && !this.#takes(texts.worker)) return false
      const rssBytes = this.#number()
      if (Number.isNaN(rssBytes) || !this.#closes(closeObject)) return false
      if (!isLab) sum += rssBytes
    } while (this.#closes(comma))
    this.#figures.rssBytes = sum
    return this.#closes(closeList)
  }

  #isNumber(): boolean {
    return !Number.isNaN(this.#number())
  }

  /** As JSON writes it; its last digit may be off, which a mean of many does not show. @returns NaN where there is none */
  #number(): number {
    const bytes = this.#bytes
    const start = this.#at
    let at = start
    let value = 0
    let byte = bytes[at] ?? 0
    for (; byte >= zero && byte <= nine; byte = bytes[++at] ?? 0) value = value * 10 + (byte - zero)
    let digits = at - start
    if (byte === point) {
      const fraction = ++at
      byte = bytes[at] ?? 0
      for (; byte >= zero && byte <= nine; byte = bytes[++at] ?? 0) value = value * 10 + (byte - zero)
      value /= powersOfTen[at - fraction] ?? Number.NaN
      digits = at === fraction ? 0 : digits
    }
    this.#at = at
    // a power of ten (1e-7) and a minus are rare: such a line is read as JSON
    return digits === 0 || byte === letterE ? Number.NaN : value
  }

  #closes(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }

  #takes(text: Uint8Array): boolean {
    const bytes = this.#bytes
    const at = this.#at
    const { length } = text
    for (let index = 0; index < length; index++) if (bytes[at + index] !== text[index]) return false
    this.#at = at + length
    return true
  }
}

const [zero, nine, point, letterE] = [48, 57, 46, 101] as const
const [comma, openList, closeList, closeObject] = [44, 91, 93, 125] as const
const powersOfTen = Array.from({ length: 23 }, (_, power) => 10 ** power)
const texts = {
  head: bytesOf('{"record":"sample"'),
  cores: bytesOf('"cores":['),
  processes: bytesOf('"processes":['),
  memory: bytesOf('"memory":{"usedBytes":'),
  total: bytesOf(',"totalBytes":'),
  cost: bytesOf('"costMs":'),
  at: bytesOf('"atMs":'),
  steal: bytesOf('"steal":'),
  throttles: bytesOf('"throttles":'),
  battery: bytesOf('"onBattery":true'),
  threads: bytesOf('"threads":['),
  pid: bytesOf('{"pid":'),
  role: bytesOf(',"role":"'),
  lab: bytesOf('lab","rssBytes":'),
  trial: bytesOf('trial","rssBytes":'),
  worker: bytesOf('worker","rssBytes":'),
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text))
}
