import { readSync } from 'node:fs'
import { FiguresPacker } from './packed-figures.ts'
import { SampleScan } from './sample-scan.ts'

export const portionBytes = 1024 * 1024
/** Read at once with a portion, for the end of its last line. */
const spareBytes = 64 * 1024
const newline = 10

/** Memory for what is read, which goes to and fro between threads. */
export interface PortionMemory {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly figures: Float64Array<ArrayBuffer>
}

/** The lines of a file that begin within one of its portions, and their figures (`FiguresReader`). */
export interface ScannedPortion extends PortionMemory {
  /** Where in the bytes the first line begins. */
  readonly start: number
  readonly lines: number
}

export function portionMemory(): PortionMemory {
  return { bytes: new Uint8Array(portionBytes + spareBytes), figures: new Float64Array(portionBytes / 8) }
}

/** For `postMessage`. */
export function buffersOf({ bytes, figures }: PortionMemory): ArrayBuffer[] {
  return [bytes.buffer, figures.buffer]
}

/** Reads any portion of a file, of which each knows nothing of the others. */
export class PortionReader {
  readonly #descriptor: number
  readonly #scan = new SampleScan()

  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  /** @param into used again, but for a line that is longer than it */
  read(portion: number, into: PortionMemory): ScannedPortion {
    // with the byte before it, which tells whether a line begins with the portion
    const from = Math.max(0, portion * portionBytes - 1)
    const behind = (portion + 1) * portionBytes - from
    const packed = new FiguresPacker(into.figures)
    let bytes = this.#fill(new Uint8Array(into.bytes.buffer), 0, from)
    const first = portion === 0 ? 0 : lineEnd(bytes, 0) + 1
    let [start, lines] = [first, 0]
    while (start < Math.min(behind, bytes.length)) {
      const sample = this.#scan.read(bytes, start)
      const isWhole = sample !== null && bytes[this.#scan.end] === newline
      const end = isWhole ? this.#scan.end : lineEnd(bytes, start)
      if (end === bytes.length) {
        const more = this.#goOn(bytes, from)
        const atEnd = more.length === bytes.length
        bytes = more
        if (!atEnd) continue
      }
      packed.add(end, this.#scan.end === end ? sample : null)
      lines++
      start = end + 1
    }
    return { bytes, figures: packed.packed, start: first, lines }
  }

  /** @returns the same bytes and as many more, if the file has them */
  #goOn(bytes: Uint8Array, from: number): Uint8Array<ArrayBuffer> {
    const larger = new Uint8Array(2 * bytes.length)
    larger.set(bytes)
    return this.#fill(larger, bytes.length, from + bytes.length)
  }

  /** @returns the part that is full then */
  #fill(bytes: Uint8Array<ArrayBuffer>, start: number, position: number): Uint8Array<ArrayBuffer> {
    let at = start
    for (let count = -1; at < bytes.length && count !== 0; at += count) {
      count = readSync(this.#descriptor, bytes, at, bytes.length - at, position + at - start)
    }
    return bytes.subarray(0, at)
  }
}

/** @returns the end of the bytes where there is none */
function lineEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(newline, start)
  return end === -1 ? bytes.length : end
}
