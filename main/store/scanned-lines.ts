import { on } from 'node:events'
import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { FiguresReader } from './packed-figures.ts'
import type { TakeLine } from './record-lines.ts'
import { buffersOf, portionBytes, portionMemory, type PortionMemory, type ScannedPortion } from './scanned-portion.ts'
import type { PortionOrder, ScannerData } from './scanner-program.ts'

const mostThreads = 2
/** So many portions a thread may be ahead. */
const portionsAhead = 2

/** As `eachLine`, for a long file: threads (the program `scanner`) find its lines and read the figures in them. */
export async function eachScannedLine(path: string, scanner: string, take: TakeLine): Promise<void> {
  const file = await open(path)
  const portions = Math.ceil((await file.stat()).size / portionBytes)
  const count = Math.min(mostThreads, portions)
  const threads = Array.from({ length: count }, () => new ScannerThread(scanner, { descriptor: file.fd }))
  try {
    const ahead = Math.min(portions, threads.length * portionsAhead)
    for (let portion = 0; portion < ahead; portion++) {
      threads[portion % threads.length]?.order(portion, portionMemory())
    }
    for (let portion = 0; portion < portions; portion++) {
      const thread = threads[portion % threads.length]
      if (thread === undefined) break
      const scanned = await thread.next()
      takeLines(scanned, take)
      if (portion + ahead < portions) thread.order(portion + ahead, scanned)
      // portions that wait already would leave nobody else a turn
      await setImmediate()
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
    await file.close()
  }
}

class ScannerThread {
  readonly #thread: Worker
  readonly #scanned: AsyncIterator<[ScannedPortion]>

  constructor(scanner: string, workerData: ScannerData) {
    this.#thread = new Worker(scanner, { workerData, resourceLimits: { maxYoungGenerationSizeMb: 4 } })
    this.#scanned = on(this.#thread, 'message', { close: ['exit'] }) as AsyncIterator<[ScannedPortion]>
  }

  order(portion: number, { bytes, figures }: PortionMemory): void {
    const memory = { bytes, figures }
    const order: PortionOrder = { portion, memory }
    this.#thread.postMessage(order, buffersOf(memory))
  }

  /** In the order in which they were asked for. */
  async next(): Promise<ScannedPortion> {
    const next = await this.#scanned.next()
    if (next.done === true) throw new Error('a thread that reads the session ended early')
    return next.value[0]
  }

  async close(): Promise<void> {
    await this.#thread.terminate()
  }
}

function takeLines({ bytes, figures, start: first, lines }: ScannedPortion, take: TakeLine): void {
  const buffer = Buffer.from(bytes.buffer)
  const packed = new FiguresReader(figures)
  let start = first
  for (let line = 0; line < lines; line++) {
    const end = packed.nextEnd()
    take(buffer, start, end, packed.nextFigures())
    start = end + 1
  }
}
