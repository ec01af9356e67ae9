import type { SampleRecord } from './session.ts'

/** More points than this no chart shows; a session of ten minutes at the usual pace has as many. */
const mostKept = 2400
/** Of a joined stretch, threads that ran for less of it are left out. */
const worthKeepingShare = 0.05
/** What holds for no time still counts where there is nothing else: the first sample has none before it. */
const leastMs = 1e-9

/** What thinning looks at in every sample. */
export interface SampleFigures {
  readonly atMs: number
  readonly cores: readonly number[]
  readonly costMs: number
  readonly steal?: number | undefined
  readonly throttles?: number | undefined
  readonly onBattery?: boolean | undefined
  readonly threads?: readonly (readonly number[])[] | undefined
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
  /** Share of stolen time, times the time. */
  readonly stolenMs: number
  readonly throttles: number
  readonly onBattery: boolean
  /** What threads did in it, by their numbers; only those that ran for a good part of it are kept. */
  readonly threads: ReadonlyMap<number, readonly number[]>
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
    this.addFigures({ ...sample, rssBytes: measuredBytes(sample) }, () => sample)
  }

  /** @param whole asked for at once, and only where the sample is the fullest of its stretch so far */
  addFigures(figures: SampleFigures, whole: () => SampleRecord): void {
    const { atMs, cores, costMs, rssBytes, steal = 0, throttles = 0, onBattery = false, threads = [] } = figures
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
      stolenMs: (open?.stolenMs ?? 0) + steal * spanMs,
      throttles: (open?.throttles ?? 0) + throttles,
      onBattery: (open?.onBattery ?? false) || onBattery,
      threads: withThreads(open?.threads, threads),
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
    stolenMs: a.stolenMs + b.stolenMs,
    throttles: a.throttles + b.throttles,
    onBattery: a.onBattery || b.onBattery,
    threads: worthKeeping(withThreads(a.threads, [...b.threads.values()]), a.spanMs + b.spanMs),
    samples: a.samples + b.samples,
  }
}

function sampleOf(stretch: Stretch): SampleRecord {
  const { fullest, samples, atMs, spanMs, loadMs, costMs, stolenMs, throttles, onBattery, threads } = stretch
  if (samples === 1) return fullest
  const { record, memory, processes } = fullest
  return {
    record,
    memory,
    processes,
    atMs,
    cores: loadMs.map((load) => load / spanMs),
    costMs,
    joins: samples,
    ...(stolenMs > 0 ? { steal: stolenMs / spanMs } : {}),
    ...(throttles > 0 ? { throttles } : {}),
    ...(onBattery ? { onBattery } : {}),
    ...(threads.size > 0 ? { threads: [...threads.values()].map((numbers) => [...numbers]) } : {}),
  }
}

/** CPU time and switches of each thread together, the core that where it was seen last. */
function withThreads(
  before: ReadonlyMap<number, readonly number[]> | undefined,
  more: readonly (readonly number[])[],
): ReadonlyMap<number, readonly number[]> {
  if (more.length === 0) return before ?? new Map()
  const all = new Map(before)
  for (const one of more) {
    const [pid = 0, tid = 0, cpuMs = 0, core = 0, ...switches] = one
    const [, , cpuBeforeMs = 0, , ...switchesBefore] = all.get(tid) ?? []
    const longer = switches.length > switchesBefore.length ? switches : switchesBefore
    const sums = longer.map((_, place) => (switches[place] ?? 0) + (switchesBefore[place] ?? 0))
    all.set(tid, [pid, tid, cpuMs + cpuBeforeMs, core, ...sums])
  }
  return all
}

/** Each trial has threads of its own: all of them would be too many in a stretch of many trials. */
function worthKeeping(
  threads: ReadonlyMap<number, readonly number[]>,
  spanMs: number,
): ReadonlyMap<number, readonly number[]> {
  return new Map([...threads].filter(([, [, , cpuMs = 0]]) => cpuMs >= worthKeepingShare * spanMs))
}

function measuredBytes({ processes }: SampleRecord): number {
  let sum = 0
  for (const { role, rssBytes } of processes) if (role !== 'lab') sum += rssBytes
  return sum
}
