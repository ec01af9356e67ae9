import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { scatterOf, type Scatter } from '../../experiments/core/curves/expected-width.ts'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { SessionSummary } from '../store/reading/session-list.ts'
import { readSession } from '../store/reading/session-reader.ts'
import { isFullRun } from './full-run.ts'

const definitionSchema = z.object({ workload: z.unknown() })

/** How far trials of an experiment scattered when it was last measured in full on this machine. */
export class EarlierScatter {
  readonly #summaries: () => Promise<readonly SessionSummary[]>
  readonly #machine: Pick<Machine, 'hostname' | 'cpu'>
  /** By session and how long it took: until it is resumed it does not change, and reading it takes a while. */
  readonly #known = new Map<string, Scatter | null>()

  /** @param summaries lists the sessions, newest first */
  constructor(summaries: () => Promise<readonly SessionSummary[]>, machine: Pick<Machine, 'hostname' | 'cpu'>) {
    this.#summaries = summaries
    this.#machine = machine
  }

  /**
   * @param file the experiment's; null for a built-in one
   * @returns null if no session tells
   */
  async of(experiment: Experiment, file: string | null): Promise<Scatter | null> {
    const newest = (await this.#summaries()).find((one) => this.#isOf(one, experiment, file))
    if (newest === undefined) return null
    const key = `${newest.id} ${newest.end?.atMs}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const scatter = await readSession(newest.path).then(scatterOf, () => null)
    this.#known.set(key, scatter)
    return scatter
  }

  #isOf(summary: SessionSummary, { id, workload }: Experiment, file: string | null): boolean {
    const { rounds, experiment } = summary.header
    if (rounds.max < 2 || !isFullRun(summary, id, file, this.#machine)) return false
    const measured = definitionSchema.safeParse(experiment.definition).data?.workload
    return isDeepStrictEqual(measured, JSON.parse(JSON.stringify(workload)))
  }
}
