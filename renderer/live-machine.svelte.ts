import type { SampleRecord } from '../experiments/core/session.ts'

/** A sample and when this window received it, on the window's own clock. */
export interface LiveSample {
  readonly receivedAtMs: number
  readonly sample: SampleRecord
}

export const liveWindowMs = 30_000

/** The machine's last half minute, whether or not something runs. */
export class LiveMachine {
  recent = $state.raw<readonly LiveSample[]>([])
  readonly #now: () => number

  /** What the monitor itself takes, as a share of one core; null until two samples are there. */
  readonly monitorShare = $derived.by((): number | null => {
    const first = this.recent[0]
    const last = this.recent.at(-1)
    if (first === undefined || last === undefined || last.receivedAtMs <= first.receivedAtMs) return null
    const costMs = this.recent.slice(1).reduce((sum, { sample }) => sum + sample.costMs, 0)
    return costMs / (last.receivedAtMs - first.receivedAtMs)
  })
  /** Mean load of all cores over the last five seconds, 0 … 1; null before the first sample. */
  readonly load = $derived.by((): number | null => {
    const last = this.recent.at(-1)
    if (last === undefined) return null
    const loads = this.recent
      .filter(({ receivedAtMs }) => receivedAtMs > last.receivedAtMs - 5000)
      .flatMap(({ sample }) => sample.cores)
    return loads.length === 0 ? null : loads.reduce((sum, load) => sum + load, 0) / loads.length
  })

  constructor(now: () => number) {
    this.#now = now
  }

  add(sample: SampleRecord): void {
    const receivedAtMs = this.#now()
    const kept = this.recent.filter((entry) => entry.receivedAtMs > receivedAtMs - liveWindowMs)
    this.recent = [...kept, { receivedAtMs, sample }]
  }
}
