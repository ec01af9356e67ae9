import type { SampleFigures } from '../../experiments/core/sample-thinning.ts'

/**
 * Reads the figures of a sample from the bytes of its line, without making the record: most lines of a long session are
 * samples, of which few are kept, and making an object of each would take several times as long. It knows exactly what
 * the lab writes; of any other line it says so, and that is read as JSON.
 */
export class SampleScan {
  #bytes: Uint8Array = new Uint8Array()
  #at = 0
  #end = 0
  #atMs = Number.NaN
  #costMs = Number.NaN
  #rssBytes = Number.NaN
  #cores: number[] | null = null
  #steal: number | undefined
  #throttles: number | undefined
  #onBattery: boolean | undefined
  #threads: number[][] | undefined

  /** @returns null for a line that is not, byte by byte, such a sample */
  read(bytes: Uint8Array, start: number, end: number): SampleFigures | null {
    this.#begin(bytes, start, end)
    if (!this.#takes(texts.head)) return null
    while (this.#takes(texts.comma)) if (!this.#field()) return null
    if (!this.#takes(texts.closeObject) || this.#at !== end) return null
    const [atMs, costMs, rssBytes, cores] = [this.#atMs, this.#costMs, this.#rssBytes, this.#cores]
    if (cores === null || Number.isNaN(atMs + costMs + rssBytes)) return null
    const [steal, throttles, onBattery, threads] = [this.#steal, this.#throttles, this.#onBattery, this.#threads]
    return { atMs, costMs, rssBytes, cores, steal, throttles, onBattery, threads }
  }

  #begin(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
    this.#atMs = this.#costMs = this.#rssBytes = Number.NaN
    this.#cores = null
    this.#steal = this.#throttles = this.#onBattery = this.#threads = undefined
  }

  #field(): boolean {
    if (this.#takes(texts.coresKey)) return this.#readCores()
    if (this.#takes(texts.processesKey)) return this.#readProcesses()
    if (this.#takes(texts.memoryKey))
      return this.#isNumber() && this.#takes(texts.totalKey) && this.#isNumber() && this.#takes(texts.closeObject)
    if (this.#takes(texts.costKey)) return !Number.isNaN((this.#costMs = this.#number()))
    if (this.#takes(texts.threadsKey)) return this.#readThreads()
    if (this.#takes(texts.stealKey)) return !Number.isNaN((this.#steal = this.#number()))
    if (this.#takes(texts.throttlesKey)) return !Number.isNaN((this.#throttles = this.#number()))
    if (this.#takes(texts.batteryKey)) return (this.#onBattery = true)
    if (this.#takes(texts.atKey)) return !Number.isNaN((this.#atMs = this.#number()))
    return false
  }

  #readCores(): boolean {
    this.#cores = this.#numbers()
    return this.#cores !== null
  }

  #readThreads(): boolean {
    const threads: number[][] = []
    do {
      const numbers = this.#takes(texts.openList) ? this.#numbers() : null
      if (numbers === null) return false
      threads.push(numbers)
    } while (this.#takes(texts.comma))
    this.#threads = threads
    return this.#takes(texts.closeList)
  }

  /** Up to the end of their list.  null where there is anything else, or nothing */
  #numbers(): number[] | null {
    const numbers: number[] = []
    do {
      const number = this.#number()
      if (Number.isNaN(number)) return null
      numbers.push(number)
    } while (this.#takes(texts.comma))
    return this.#takes(texts.closeList) ? numbers : null
  }

  #readProcesses(): boolean {
    let sum = 0
    do {
      if (!this.#takes(texts.pidKey) || !this.#isNumber()) return false
      const isLab = this.#takes(texts.labRole)
      if (!isLab && !this.#takes(texts.trialRole) && !this.#takes(texts.workerRole)) return false
      const rssBytes = this.#number()
      if (Number.isNaN(rssBytes)) return false
      if (!isLab) sum += rssBytes
      if (!this.#takes(texts.closeObject)) return false
    } while (this.#takes(texts.comma))
    this.#rssBytes = sum
    return this.#takes(texts.closeList)
  }

  #isNumber(): boolean {
    return !Number.isNaN(this.#number())
  }

  /** As JSON writes it; its last digit may be off, which a mean of many does not show. @returns NaN where there is none */
  #number(): number {
    const bytes = this.#bytes
    let at = this.#at
    const isNegative = bytes[at] === minus
    if (isNegative) at++
    let value = 0
    let scale = 0
    let digits = 0
    for (; at < this.#end; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= zero && byte <= nine) {
        value = value * 10 + (byte - zero)
        digits++
        if (scale > 0) scale++
      } else if (byte === point && scale === 0) scale = 1
      else break
    }
    this.#at = at
    // a power of ten (1e-7) is rare: such a line is read as JSON
    if (digits === 0 || bytes[at] === letterE) return Number.NaN
    const size = scale > 1 ? value / (powersOfTen[scale - 1] ?? Number.NaN) : value
    return isNegative ? -size : size
  }

  #takes(text: Uint8Array): boolean {
    const bytes = this.#bytes
    const at = this.#at
    for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false
    this.#at = at + text.length
    return true
  }
}

const [zero, nine, minus, point, letterE] = [48, 57, 45, 46, 101] as const
const powersOfTen = Array.from({ length: 23 }, (_, power) => 10 ** power)
const texts = {
  head: bytesOf('{"record":"sample"'),
  comma: bytesOf(','),
  closeObject: bytesOf('}'),
  closeList: bytesOf(']'),
  openList: bytesOf('['),
  coresKey: bytesOf('"cores":['),
  processesKey: bytesOf('"processes":['),
  memoryKey: bytesOf('"memory":{"usedBytes":'),
  totalKey: bytesOf(',"totalBytes":'),
  costKey: bytesOf('"costMs":'),
  atKey: bytesOf('"atMs":'),
  stealKey: bytesOf('"steal":'),
  throttlesKey: bytesOf('"throttles":'),
  batteryKey: bytesOf('"onBattery":true'),
  threadsKey: bytesOf('"threads":['),
  pidKey: bytesOf('{"pid":'),
  labRole: bytesOf(',"role":"lab","rssBytes":'),
  trialRole: bytesOf(',"role":"trial","rssBytes":'),
  workerRole: bytesOf(',"role":"worker","rssBytes":'),
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text)
}
