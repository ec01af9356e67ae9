import type { SampleRecord } from './sample.ts'

/** No chart shows more points than this; a session of ten minutes at the usual pace has as many. */
const mostKept = 2400
/** Threads that ran for a smaller share of a joined stretch are left out of it. */
const worthKeepingShare = 0.05
/** The time that the first sample stands for, which has none before it: it still counts if there is nothing else. */
const leastMs = 1e-9

/** The samples that were taken in a stretch of time, as one. */
interface Stretch {
  /** The sample in which the measured processes held the most memory, and how much that was. */
  fullest: SampleRecord
  rssBytes: number
  atMs: number
  spanMs: number
  /** The load of each core, multiplied by the time for which it held. */
  readonly loadMs: number[]
  costMs: number
  /** The share of stolen time, multiplied by the time for which it held. */
  stolenMs: number
  /** The speed of the cores, multiplied by the time for which it held; 0 if it is not known. */
  mhzMs: number
  throttles: number
  onBattery: boolean
  /** What threads did in it, by their numbers; joined stretches have only threads that ran for a good part of them. */
  readonly threads: Map<number, number[]>
  samples: number
}

/**
 * Keeps at most 2,400 samples of a session, however long it is. When there are as many, neighbours are joined, and from
 * then on each kept sample joins twice as many of those to come. A joined sample has the mean load of the cores over its
 * time (a sample's load is that since the sample before it), the cost of all its samples, and the memory of its fullest
 * moment, so that no peak is lost.
 */
export class SampleThinning {
  #stretches: Stretch[] = []
  /** How many samples a stretch joins, and the stretch that does not have all of them yet. */
  #size = 1
  #open: Stretch | null = null
  #lastAtMs: number | null = null

  add(sample: SampleRecord): void {
    const spanMs = Math.max(leastMs, sample.atMs - (this.#lastAtMs ?? sample.atMs))
    this.#lastAtMs = sample.atMs
    this.#open ??= emptyStretch(sample)
    extend(this.#open, sample, spanMs)
    if (this.#open.samples < this.#size) return
    this.#stretches.push(this.#open)
    this.#open = null
    if (this.#stretches.length === mostKept) this.#halve()
  }

  /** @returns the samples in the order of time, as a new list each time */
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

function emptyStretch(first: SampleRecord): Stretch {
  return {
    fullest: first,
    rssBytes: -1,
    atMs: 0,
    spanMs: 0,
    loadMs: [],
    costMs: 0,
    stolenMs: 0,
    mhzMs: 0,
    throttles: 0,
    onBattery: false,
    threads: new Map(),
    samples: 0,
  }
}

/** Changes the stretch in place, since this is done for every sample of a session. */
function extend(open: Stretch, sample: SampleRecord, spanMs: number): void {
  const { atMs, cores, costMs, steal = 0, throttles = 0, mhz = 0, onBattery = false, threads = [] } = sample
  const rssBytes = measuredBytes(sample)
  if (rssBytes > open.rssBytes) {
    open.fullest = sample
    open.rssBytes = rssBytes
  }
  for (const [core, load] of cores.entries()) open.loadMs[core] = (open.loadMs[core] ?? 0) + load * spanMs
  open.atMs = atMs
  open.spanMs += spanMs
  open.costMs += costMs
  open.stolenMs += steal * spanMs
  open.mhzMs += mhz * spanMs
  open.throttles += throttles
  open.onBattery ||= onBattery
  addThreads(open.threads, threads)
  open.samples++
}

function joined(a: Stretch, b: Stretch): Stretch {
  const { fullest, rssBytes } = b.rssBytes > a.rssBytes ? b : a
  const threads = new Map(a.threads)
  addThreads(threads, [...b.threads.values()])
  const spanMs = a.spanMs + b.spanMs
  return {
    fullest,
    rssBytes,
    atMs: b.atMs,
    spanMs,
    loadMs: b.loadMs.map((load, core) => (a.loadMs[core] ?? 0) + load),
    costMs: a.costMs + b.costMs,
    stolenMs: a.stolenMs + b.stolenMs,
    mhzMs: a.mhzMs + b.mhzMs,
    throttles: a.throttles + b.throttles,
    onBattery: a.onBattery || b.onBattery,
    threads: worthKeeping(threads, spanMs),
    samples: a.samples + b.samples,
  }
}

function sampleOf(stretch: Stretch): SampleRecord {
  const { samples, atMs, spanMs, loadMs, costMs, stolenMs, mhzMs, throttles, onBattery, threads } = stretch
  if (samples === 1) return stretch.fullest
  const { record, memory, processes } = stretch.fullest
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
    ...(mhzMs > 0 ? { mhz: mhzMs / spanMs } : {}),
    ...(onBattery ? { onBattery } : {}),
    ...(threads.size > 0 ? { threads: [...threads.values()].map((numbers) => [...numbers]) } : {}),
  }
}

/** The place of the core among a thread's numbers, behind the process, the thread and its CPU time. */
const corePlace = 3

/** Adds the CPU time and the switches of each thread in place; its core is the one on which it was seen last. */
function addThreads(all: Map<number, number[]>, more: readonly (readonly number[])[]): void {
  for (const one of more) {
    const tid = one[1] ?? 0
    const sums = all.get(tid)
    if (sums === undefined) {
      all.set(tid, [...one])
      continue
    }
    for (let place = 2; place < one.length; place++) {
      sums[place] = place === corePlace ? (one[place] ?? 0) : (sums[place] ?? 0) + (one[place] ?? 0)
    }
  }
}

/** Leaves out threads that hardly ran: each trial has its own, which would be too many in a stretch of many trials. */
function worthKeeping(threads: ReadonlyMap<number, number[]>, spanMs: number): Map<number, number[]> {
  return new Map([...threads].filter(([, [, , cpuMs = 0]]) => cpuMs >= worthKeepingShare * spanMs))
}

/** The memory of all measured processes together, without the lab's own. */
function measuredBytes({ processes }: SampleRecord): number {
  let sum = 0
  for (const { role, rssBytes } of processes) if (role !== 'lab') sum += rssBytes
  return sum
}
