import { conditionName } from '../../experiments/core/names/condition-name.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import type { Condition, Plan } from '../../experiments/core/plan/plan.ts'
import { variantKernel } from '../../experiments/core/names/series.ts'
import type { Calibration } from './calibration.ts'
import type { TrialRun } from '../trial/trial-process.ts'

interface Agreed {
  readonly checksum: string
  /** Who computed it. */
  readonly from: string
}

/** The checksum that all series of a kernel must agree on; with weak scaling there is one for each worker count. */
export class AgreedChecksums {
  readonly #scaling: Plan['scaling']
  readonly #agreed = new Map<string, Agreed>()

  /** @param checksums what serial work computed: every other series has to agree with it */
  constructor(scaling: Plan['scaling'], checksums: Calibration['checksums']) {
    this.#scaling = scaling
    for (const [kernel, checksum] of Object.entries(checksums)) {
      this.#agreed.set(this.#keyOf(kernel, 1), { checksum, from: 'the serial calibration' })
    }
  }

  /**
   * A trial whose result differs from that of the others measured something else: its times do not count.
   */
  outcomeOf(run: TrialRun, condition: Condition): Outcome {
    if (run.outcome.kind !== 'ok') return run.outcome
    for (const { checksum } of run.laps) {
      const expected = this.expected(condition, checksum)
      if (expected.checksum !== checksum) {
        return {
          kind: 'wrong-result',
          message: `its checksum is ${checksum}, but ${expected.from} gave ${expected.checksum}: they did not do the same work`,
        }
      }
    }
    return run.outcome
  }

  /** @returns the checksum that the condition's trials must have: this one, if none is known yet */
  expected({ series, workers }: Condition, checksum: string): Agreed {
    const key = this.#keyOf(variantKernel(series.id), workers)
    const from = conditionName({ series: series.id, workers })
    const expected = this.#agreed.get(key) ?? { checksum, from }
    this.#agreed.set(key, expected)
    return expected
  }

  #keyOf(kernel: string, workers: number): string {
    return this.#scaling === 'weak' ? `${kernel} ${workers}` : kernel
  }
}
