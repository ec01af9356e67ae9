import { formatDuration } from '../../experiments/core/text/format-duration.ts'
import type { BenchRow } from './bench-row.ts'
import type { Bench, BenchSurroundings } from './bench.ts'

export interface BenchRunOptions {
  readonly benches: readonly Bench[]
  /** Each row gets this in place of its own budget; null leaves it its own. */
  readonly budgetMs: number | null
  readonly signal: AbortSignal
  readonly root: string
  /** Makes an empty folder for a row, and takes it away. */
  readonly withFolder: <T>(use: (folder: string) => Promise<T>) => Promise<T>
  readonly say: (line: string) => void
}

export interface BenchRun {
  readonly rows: readonly BenchRow[]
  /** Rows that could not be measured, and why. */
  readonly failures: readonly string[]
}

/** Runs one row after the other, says how long all may still take, and goes on after one that fails. */
export async function runBenches(options: BenchRunOptions): Promise<BenchRun> {
  const { benches, signal, root, withFolder, say } = options
  const rows: BenchRow[] = []
  const failures: string[] = []
  for (const [index, bench] of benches.entries()) {
    signal.throwIfAborted()
    const budgetMs = options.budgetMs ?? bench.budgetMs
    const laterMs = benches.slice(index + 1).reduce((sum, later) => sum + (options.budgetMs ?? later.budgetMs), 0)
    const progress: BenchSurroundings['progress'] = (text, share) => {
      const leftMs = budgetMs * (1 - Math.min(1, share))
      say(`${bench.name}: ${text} · about ${formatDuration(leftMs)} left, ${formatDuration(leftMs + laterMs)} for all`)
    }
    progress('starting', 0)
    try {
      rows.push(...(await withFolder((folder) => bench.run({ budgetMs, signal, root, folder, progress }))))
    } catch (error) {
      signal.throwIfAborted()
      failures.push(`${bench.name} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { rows, failures }
}
