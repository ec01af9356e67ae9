import type { BenchRow } from './bench-row.ts'
import type { RowName } from './chosen-rows.ts'

/** A row gets from these where it runs, and says how far it is. */
export interface BenchSurroundings {
  readonly budgetMs: number
  readonly signal: AbortSignal
  /** The project's folder. */
  readonly root: string
  /** A folder for this row alone, which goes with it. */
  readonly folder: string
  /** @param share 0 … 1 of the row's budget */
  readonly progress: (text: string, share: number) => void
}

/** One row of the table, which may have parts. */
export interface Bench {
  readonly name: RowName
  /** The time that it takes where nobody says otherwise; the usual rows together stay below a quarter of an hour. */
  readonly budgetMs: number
  /** True if it runs the built programs. */
  readonly built: boolean
  run(surroundings: BenchSurroundings): Promise<readonly BenchRow[]>
}
