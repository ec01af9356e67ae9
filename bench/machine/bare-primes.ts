import { join } from 'node:path'
import { median } from '../../experiments/core/numbers/statistics.ts'
import { pinnedNode } from '../../main/system/node-path.ts'
import { nowUs } from '../../main/system/clock.ts'
import { makespansMs, type BareLap } from '../core/bare-laps.ts'
import { runCommand } from './command.ts'

export interface BareOrder {
  readonly workers: number
  readonly size: number
  readonly tasks: number
  readonly passes: number
  readonly warmup: number
  readonly laps: number
  /** The longest that a lap of the warm-up may take. */
  readonly slotMs: number
}

/** Node's start-up, and reading a program of two files, ends within this unless the machine is busy. */
const startUpMs = 400
/** Each attempt gives the processes twice as long to get ready. */
const mostTries = 5

/**
 * The kernel in so many bare processes, started side by side by a shell.
 * @returns the median of the laps' makespans; where they did not begin together there is twice the time the next time
 * @throws where the machine is too busy to let them begin together
 */
export async function bareLapMs(order: BareOrder, signal: AbortSignal): Promise<number> {
  for (let tries = 0; tries < mostTries; tries++) {
    const tookMs = await lapsTogetherMs(order, 2 ** tries, signal)
    if (tookMs.length === order.laps) return median(tookMs)
  }
  throw new Error(`${order.workers} bare processes could not begin together: the machine is too busy`)
}

/** One less than asked for where one of the processes came too late to the first. */
async function lapsTogetherMs(order: BareOrder, patience: number, signal: AbortSignal): Promise<readonly number[]> {
  const { workers, size, tasks, passes, warmup, laps } = order
  const slotMs = order.slotMs * patience
  const program = join(import.meta.dirname, '..', 'programs', 'bare-primes.ts')
  const gateUs = Math.round(nowUs() + (startUpMs * patience + warmup * slotMs) * 1e3)
  const one = (worker: number): string =>
    [quoted(pinnedNode()), quoted(program), worker, workers, size, tasks, passes, warmup, laps, gateUs].join(' ')
  const script = [...Array.from({ length: workers }, (_, worker) => `${one(worker)} &`), 'wait'].join('\n')
  const { stdout } = await runCommand(['sh', '-c', script], { signal })
  const lists = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly BareLap[])
  if (lists.length !== workers) throw new Error(`${lists.length} of ${workers} bare processes answered`)
  return makespansMs(lists)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
