import type { SampleRecord } from './session.ts'

/** More points than this no chart shows; a session of ten minutes at the usual pace has as many. */
const mostKept = 2400
/** What holds for no time still counts where there is nothing else: the first sample has none before it. */
const leastMs = 1e-9

/** What thinning looks at in every sample. */
export interface SampleFigures {
  readonly atMs: number
  readonly cores: readonly number[]
  readonly costMs: number
  /** Of all processes that are measured, together; the lab's own are left out. */
  readonly rssBytes: number
}

/** A stretch of time, and the samples that were taken in it as one. */
interface Stretch {
  readonly fullest: SampleRecord
  readonly rssBytes: number
  readonly atMs: number
  readonly spanMs: number
  /** Load times the time that it held for, by core. */
  readonly loadMs: readonly number[]
  readonly costMs: number
  /** How many samples it joins. */
  readonly samples: number
}

/**
 * The samples of a session, however long it is, as at most 2,400: from there on neighbours are joined, and each joins
 * twice as many of those to come. A joined sample says what its stretch of time does: the mean load of the cores (a
 * sample's load is that since the one before it), what all its samples cost, and of the memory the fullest moment, so
 * that no peak is lost.
 */
export class SampleThinning {
  #stretches: Stretch[] = []
  /** How many samples a stretch joins, and the one that does not have all of them yet. */
  #size = 1
  #open: Stretch | null = null
  #lastAtMs: number | null = null

  add(sample: SampleRecord): void {
    const { atMs, cores, costMs } = sample
    this.addFigures({ atMs, cores, costMs, rssBytes: measuredBytes(sample) }, () => sample)
  }

  /** @param whole asked for at once, and only where the sample is the fullest of its stretch so far */
  addFigures({ atMs, cores, costMs, rssBytes }: SampleFigures, whole: () => SampleRecord): void {
    const spanMs = Math.max(leastMs, atMs - (this.#lastAtMs ?? atMs))
    this.#lastAtMs = atMs
    const open = this.#open
    const fuller = open === null || rssBytes > open.rssBytes
    this.#open = {
      fullest: fuller ? whole() : open.fullest,
      rssBytes: fuller ? rssBytes : open.rssBytes,
      atMs,
      spanMs: (open?.spanMs ?? 0) + spanMs,
      loadMs: cores.map((load, core) => (open?.loadMs[core] ?? 0) + load * spanMs),
      costMs: (open?.costMs ?? 0) + costMs,
      samples: (open?.samples ?? 0) + 1,
    }
    if (this.#open.samples < this.#size) return
    this.#stretches.push(this.#open)
    this.#open = null
    if (this.#stretches.length === mostKept) this.#halve()
  }

  /** In the order of time; a new list each time. */
  list(): readonly SampleRecord[] {
    const all = this.#open === null ? this.#stretches : [...this.#stretches, this.#open]
    return all.map(sampleOf)
  }

  #halve(): void {
    this.#stretches = this.#stretches.flatMap((stretch, index) => {
      const before = this.#stretches[index - 1]
      return index % 2 === 0 || before === undefined ? [] : [joined(before, stretch)]
    })
    this.#size *= 2
  }
}

function joined(a: Stretch, b: Stretch): Stretch {
  const { fullest, rssBytes } = b.rssBytes > a.rssBytes ? b : a
  return {
    fullest,
    rssBytes,
    atMs: b.atMs,
    spanMs: a.spanMs + b.spanMs,
    loadMs: b.loadMs.map((load, core) => (a.loadMs[core] ?? 0) + load),
    costMs: a.costMs + b.costMs,
    samples: a.samples + b.samples,
  }
}

function sampleOf({ fullest, samples, atMs, spanMs, loadMs, costMs }: Stretch): SampleRecord {
  if (samples === 1) return fullest
  return { ...fullest, atMs, cores: loadMs.map((load) => load / spanMs), costMs }
}

function measuredBytes({ processes }: SampleRecord): number {
  let sum = 0
  for (const { role, rssBytes } of processes) if (role !== 'lab') sum += rssBytes
  return sum
}
