import type { SampleRecord } from '../../experiments/core/session/sample.ts'

export const liveWindowMs = 30_000
/** Charts are redrawn no sooner than this, because drawing also takes time on the cores that are measured. */
const drawnAfterMs = 240

/** The machine's last half minute, whether or not something runs. The times of live samples count from the lab's start. */
export class LiveMachine {
  recent = $state.raw<readonly SampleRecord[]>([])

  readonly latest = $derived(this.recent.at(-1) ?? null)
  /** The share of one core that the monitor itself takes; null until there are two samples. */
  readonly monitorShare = $derived.by((): number | null => {
    const first = this.recent[0]
    const last = this.latest
    if (first === undefined || last === null || last.atMs <= first.atMs) return null
    return this.recent.slice(1).reduce((sum, { costMs }) => sum + costMs, 0) / (last.atMs - first.atMs)
  })
  /** What other programs use: the mean load of all cores, 0 … 1, in the last five seconds, if no trial ran. Null if unknown. */
  readonly otherLoad = $derived.by((): number | null => {
    const last = this.latest
    if (last === null) return null
    const loads = this.recent
      .filter(({ atMs, processes }) => atMs > last.atMs - 5000 && processes.every(({ role }) => role === 'lab'))
      .flatMap(({ cores }) => cores)
    return loads.length === 0 ? null : loads.reduce((sum, load) => sum + load, 0) / loads.length
  })

  readonly #nextFrame: (publish: () => void) => void
  #kept: SampleRecord[] = []
  #awaited = false

  constructor(
    nextFrame: (publish: () => void) => void = (publish) => {
      setTimeout(() => requestAnimationFrame(publish), drawnAfterMs)
    },
  ) {
    this.#nextFrame = nextFrame
  }

  /** Samples are published together, a few times a second, however many come. */
  add(sample: SampleRecord): void {
    // If the clock goes back, the window has connected to another lab.
    if (sample.atMs < (this.#kept.at(-1)?.atMs ?? 0)) this.#kept = []
    this.#kept = [...this.#kept.filter(({ atMs }) => atMs > sample.atMs - liveWindowMs), sample]
    if (this.#awaited) return
    this.#awaited = true
    this.#nextFrame(() => {
      this.#awaited = false
      this.recent = this.#kept
    })
  }
}
