import { didYouMean } from '../../experiments/core/text/did-you-mean.ts'

const usualRows = ['fidelity', 'harness', 'baseline', 'monitor', 'disturbance', 'start', 'records', 'window'] as const
/** Rows that take too long to run where nobody asks for them by name. */
const longRows = ['fidelity-python', 'machines', 'endurance'] as const
export const rowNames = [...usualRows, ...longRows]
export type RowName = (typeof rowNames)[number]

export interface BenchOptions {
  readonly rows: readonly RowName[]
  /** Each row gets this in place of its own budget; null leaves it its own. */
  readonly secondsPerRow: number | null
  /** The document is written there; null stands for out/bench.json. */
  readonly out: string | null
}

/** Bad input: the message is all that a person needs. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError'
}

const usage = `usage: npm run bench -- [NAME…] [--seconds N] [--out FILE]; the rows are ${rowNames.join(', ')}`

/** @throws BenchUsageError for a name that is no row, and for an option that is none */
export function readOptions(args: readonly string[]): BenchOptions {
  const rows: RowName[] = []
  let secondsPerRow: number | null = null
  let out: string | null = null
  const rest = args.values()
  for (const arg of rest) {
    if (arg === '--seconds') secondsPerRow = positive(rest.next().value)
    else if (arg === '--out') out = rest.next().value ?? missing('--out', 'a file')
    else if (isRowName(arg)) rows.push(arg)
    else
      throw new BenchUsageError(
        `there is no such row: got ${JSON.stringify(arg)}, expected ${rowNames.join(', ')}${didYouMean(arg, rowNames)}`,
      )
  }
  return { rows: rows.length === 0 ? usualRows : [...new Set(rows)], secondsPerRow, out }
}

function isRowName(text: string): text is RowName {
  return (rowNames as readonly string[]).includes(text)
}

function positive(text: string | undefined): number {
  const value = Number(text)
  return value > 0 && Number.isFinite(value) ? value : missing('--seconds', 'a number of seconds above 0', text)
}

function missing(option: string, expected: string, got?: string): never {
  throw new BenchUsageError(
    `${option}: got ${got === undefined ? 'nothing' : JSON.stringify(got)}, expected ${expected}; ${usage}`,
  )
}
