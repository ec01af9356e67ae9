import { on } from 'node:events'
import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { FiguresReader } from './packed-figures.ts'
import type { TakeLine } from './record-lines.ts'
import {
  buffersOf,
  portionBytes,
  portionMemory,
  PortionReader,
  type PortionMemory,
  type ScannedPortion,
} from './scanned-portion.ts'
import type { PortionOrder, ScannerData } from './scanner-program.ts'

/** So many portions the thread may be ahead. */
const portionsAhead = 4
/** So many the lab reads ahead itself, rather than wait for the thread. */
const ownAhead = 6
/** So many portions are read by the time that the thread has started. */
const usualHeadStart = 12

/**
 * As `eachLine`, for a long file: a thread (the program `scanner`) finds lines and reads the figures in them meanwhile.
 * Where there is no core for it, the lab does its part.
 * @param headStart portions that the thread leaves out at the start
 */
export async function eachScannedLine(
  path: string,
  scanner: string,
  take: TakeLine,
  headStart = usualHeadStart,
): Promise<void> {
  const file = await open(path)
  const portions = Math.ceil((await file.stat()).size / portionBytes)
  const thread = new ScannerThread(scanner, { descriptor: file.fd })
  const reader = new PortionReader(file.fd)
  const ordered = new Set<number>()
  const own = new Map<number, ScannedPortion>()
  const free: PortionMemory[] = []
  /** The first portion that nobody has begun, but for those of the head start. */
  let next = headStart
  const order = (memory: PortionMemory): void => {
    if (next >= portions) return
    thread.order(next, memory)
    ordered.add(next++)
  }
  const scan = (portion: number): ScannedPortion => reader.read(portion, free.pop() ?? portionMemory())
  try {
    for (let count = 0; count < portionsAhead; count++) order(portionMemory())
    for (let portion = 0; portion < portions; portion++) {
      const isOrdered = ordered.has(portion)
      while (isOrdered && !thread.isAhead && own.size < ownAhead && next < portions) {
        own.set(next, scan(next))
        next++
        await setImmediate()
      }
      const scanned = isOrdered ? await thread.next() : (own.get(portion) ?? scan(portion))
      takeLines(scanned, take)
      own.delete(portion)
      if (isOrdered) order(scanned)
      else free.push(scanned)
      // everybody else gets a turn, and the thread's answers come in
      await setImmediate()
    }
  } finally {
    await thread.close()
    await file.close()
  }
}

class ScannerThread {
  readonly #thread: Worker
  readonly #scanned: AsyncIterator<[ScannedPortion]>
  /** Portions that came and were not taken yet. */
  #waiting = 0

  constructor(scanner: string, workerData: ScannerData) {
    this.#thread = new Worker(scanner, { workerData, resourceLimits: { maxYoungGenerationSizeMb: 4 } })
    this.#scanned = on(this.#thread, 'message', { close: ['exit'] }) as AsyncIterator<[ScannedPortion]>
    this.#thread.on('message', () => {
      this.#waiting++
    })
  }

  /** Whether `next` would not have to wait. */
  get isAhead(): boolean {
    return this.#waiting > 0
  }

  order(portion: number, { bytes, figures }: PortionMemory): void {
    const memory = { bytes, figures }
    const order: PortionOrder = { portion, memory }
    this.#thread.postMessage(order, buffersOf(memory))
  }

  /** In the order in which they were asked for. */
  async next(): Promise<ScannedPortion> {
    const next = await this.#scanned.next()
    if (next.done === true) throw new Error('the thread that reads the session ended early')
    this.#waiting--
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
