import type { MonitorReport, TakenSample } from './messages.ts'

/** Samples are held for up to this long, since charts are drawn four times a second at most. */
const heldForUs = 200_000

/** Hands samples on a few at a time: waking the lab for each would cost more than taking it. */
export class ReportBatch {
  readonly #post: (report: MonitorReport) => void
  #samples: TakenSample[] = []

  constructor(post: (report: MonitorReport) => void) {
    this.#post = post
  }

  /** @param expectMs how long the next sample is away; a sample is not held if none follows soon */
  add(sample: TakenSample, expectMs: number): void {
    this.#samples.push(sample)
    const oldestUs = this.#samples[0]?.clockUs ?? sample.clockUs
    if (sample.clockUs - oldestUs + expectMs * 1e3 > heldForUs) this.flush()
  }

  flush(): void {
    if (this.#samples.length > 0) this.#post({ type: 'samples', text: JSON.stringify(this.#samples) })
    this.#samples = []
  }

  overLimit(pid: number, rssBytes: number): void {
    this.#post({ type: 'over-limit', pid, rssBytes })
  }
}
