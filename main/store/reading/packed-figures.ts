import type { SampleFigures } from '../../../experiments/core/session/sample-thinning.ts'

/** Lines and the figures of those that are samples, as numbers alone: threads hand these over without a copy. */
export class FiguresPacker {
  #numbers: Float64Array<ArrayBuffer>
  #at = 0

  /** @param numbers used again, but where there is not enough room in them */
  constructor(numbers: Float64Array<ArrayBuffer>) {
    this.#numbers = numbers
  }

  get packed(): Float64Array<ArrayBuffer> {
    return this.#numbers
  }

  add(end: number, figures: SampleFigures | null): void {
    const count = figures === null ? 0 : countOf(figures)
    const numbers = this.#withRoomFor(2 + count)
    let at = this.#at
    this.#at += 2 + count
    numbers[at++] = end
    numbers[at++] = count
    if (figures === null) return
    const { atMs, costMs, rssBytes, steal = Number.NaN, throttles = Number.NaN, onBattery, cores, threads } = figures
    numbers[at++] = atMs
    numbers[at++] = costMs
    numbers[at++] = rssBytes
    numbers[at++] = steal
    numbers[at++] = throttles
    numbers[at++] = onBattery === undefined ? Number.NaN : Number(onBattery)
    at = putList(numbers, at, cores)
    numbers[at++] = threads?.length ?? 0
    for (const thread of threads ?? []) at = putList(numbers, at, thread)
  }

  #withRoomFor(count: number): Float64Array {
    const needed = this.#at + count
    if (needed > this.#numbers.length) {
      const larger = new Float64Array(2 * needed)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    return this.#numbers
  }
}

/** Six figures, and how long both lists are. */
const fixedNumbers = 8

function countOf({ cores, threads }: SampleFigures): number {
  let count = fixedNumbers + cores.length
  for (const { length } of threads ?? []) count += 1 + length
  return count
}

function putList(numbers: Float64Array, start: number, list: readonly number[]): number {
  const { length } = list
  let at = start
  numbers[at++] = length
  for (let index = 0; index < length; index++) numbers[at++] = list[index] ?? Number.NaN
  return at
}

type Figures = { -readonly [key in keyof SampleFigures]: SampleFigures[key] } & { readonly cores: number[] }

/** Hands out what was packed, in its order. */
export class FiguresReader {
  readonly #numbers: Float64Array
  #at = 0
  /** Used again for each line: see `SampleScan`. */
  readonly #threads: number[][] = []
  readonly #figures: Figures = { atMs: 0, costMs: 0, rssBytes: 0, cores: [] }

  constructor(numbers: Float64Array) {
    this.#numbers = numbers
  }

  /** Where the next line ends; its figures come next. */
  nextEnd(): number {
    return this.#next()
  }

  /** @returns the same object each time, good until the next line; null for a line that is no sample */
  nextFigures(): SampleFigures | null {
    if (this.#next() === 0) return null
    const figures = this.#figures
    figures.atMs = this.#next()
    figures.costMs = this.#next()
    figures.rssBytes = this.#next()
    figures.steal = known(this.#next())
    figures.throttles = known(this.#next())
    const onBattery = known(this.#next())
    figures.onBattery = onBattery === undefined ? undefined : onBattery === 1
    this.#takeList(figures.cores)
    const count = this.#next()
    const threads = this.#threads
    for (let thread = 0; thread < count; thread++) this.#takeList((threads[thread] ??= []))
    if (threads.length !== count) threads.length = count
    figures.threads = count === 0 ? undefined : threads
    return figures
  }

  #takeList(list: number[]): void {
    const length = this.#next()
    for (let index = 0; index < length; index++) list[index] = this.#next()
    if (list.length !== length) list.length = length
  }

  #next(): number {
    return this.#numbers[this.#at++] ?? Number.NaN
  }
}

function known(number: number): number | undefined {
  return Number.isNaN(number) ? undefined : number
}
