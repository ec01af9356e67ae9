import { join } from 'node:path'
import { median } from '../../experiments/core/statistics.ts'
import { pinnedNode } from '../../main/node-path.ts'
import { nowUs } from '../../main/runner/node/clock.ts'
import { runCommand } from './command.ts'

export interface BareOrder {
  readonly workers: number
  readonly size: number
  readonly tasks: number
  readonly passes: number
  readonly warmup: number
  readonly laps: number
  /** What a lap may take before the next one begins. */
  readonly slotMs: number
}

interface BareLap {
  readonly startUs: number
  readonly endUs: number
}

/** Node's start-up, and reading a program of two files, ends within this on a busy machine too. */
const startUpMs = 400

/**
 * The kernel in so many bare processes, started side by side by a shell.
 * @returns the median of the laps' makespans: from the first process's start to the last one's end
 */
export async function bareLapMs(order: BareOrder, signal: AbortSignal): Promise<number> {
  const { workers, size, tasks, passes, warmup, laps, slotMs } = order
  const program = join(import.meta.dirname, '..', 'programs', 'bare-primes.ts')
  const firstUs = nowUs() + (startUpMs + warmup * slotMs) * 1e3
  const gatesUs = Array.from({ length: laps }, (_, lap) => Math.round(firstUs + lap * slotMs * 1e3))
  const one = (worker: number): string =>
    [quoted(pinnedNode()), quoted(program), worker, workers, size, tasks, passes, warmup, ...gatesUs].join(' ')
  const script = [...Array.from({ length: workers }, (_, worker) => `${one(worker)} &`), 'wait'].join('\n')
  const { stdout } = await runCommand(['sh', '-c', script], { signal })
  const lists = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly BareLap[])
  if (lists.length !== workers) throw new Error(`${String(lists.length)} of ${String(workers)} bare processes answered`)
  return median(gatesUs.map((_, lap) => makespanMs(lists.flatMap((list) => list[lap] ?? []))))
}

function makespanMs(laps: readonly BareLap[]): number {
  return (Math.max(...laps.map(({ endUs }) => endUs)) - Math.min(...laps.map(({ startUs }) => startUs))) / 1e3
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
