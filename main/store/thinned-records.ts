import { SampleThinning, type SampleFigures, type WholeSample } from '../../experiments/core/session/sample-thinning.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { SessionRecord } from '../../experiments/core/session/session.ts'

/** The records of a session in memory: all but the samples, of which a long one has too many (see `SampleThinning`). */
export class ThinnedRecords {
  readonly #others: SessionRecord[] = []
  readonly #samples = new SampleThinning()

  /** Nothing but samples counts as nothing: a session begins with its header. */
  get isEmpty(): boolean {
    return this.#others.length === 0
  }

  add(record: SessionRecord): void {
    if (record.record === 'sample') this.#samples.add(record)
    else this.#others.push(record)
  }

  /** See `SampleThinning`. */
  addFigures(figures: SampleFigures, keep: () => WholeSample): void {
    this.#samples.addFigures(figures, keep)
  }

  samples(): readonly SampleRecord[] {
    return this.#samples.list()
  }

  /** In their order, but for the samples, which come right behind the header; a new list each time. */
  list(): SessionRecord[] {
    const [header, ...rest] = this.#others
    return header === undefined ? [] : [header, ...this.#samples.list(), ...rest]
  }
}
