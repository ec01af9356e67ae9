import { join } from 'node:path'
import { median } from '../../experiments/core/numbers/statistics.ts'
import { nowUs } from '../../main/system/clock.ts'
import { makespansMs, type BareLap } from '../core/bare-laps.ts'
import { runCommand, type CommandLine } from './command.ts'

export interface BarePythonOrder {
  readonly python: CommandLine
  /** The file with the function `run(task, ctx)`. */
  readonly file: string
  readonly executor: 'processes' | 'threads' | 'interpreters'
  readonly workers: number
  readonly size: number
  readonly tasks: number
  readonly passes: number
  readonly warmup: number
  readonly laps: number
  /** The longest that the warm-up may take. */
  readonly warmupMs: number
}

/** A Python starts, and makes an interpreter in each thread, within this unless the machine is busy. */
const startUpMs = 500
/** Each attempt gives the workers twice as long to get ready. */
const mostTries = 4

/**
 * Work in workers that a short script of Python starts, and no lab.
 * @returns the median of the laps' makespans
 * @throws where the machine is too busy to let them begin together
 */
export async function barePythonLapMs(order: BarePythonOrder, signal: AbortSignal): Promise<number> {
  for (let tries = 0; tries < mostTries; tries++) {
    const tookMs = makespansMs(await lapsOf(order, 2 ** tries, signal))
    if (tookMs.length === order.laps) return median(tookMs)
  }
  throw new Error(`${order.workers} bare workers could not begin together: the machine is too busy`)
}

async function lapsOf(order: BarePythonOrder, patience: number, signal: AbortSignal) {
  const { python, file, executor, workers, size, tasks, passes, warmup, laps, warmupMs } = order
  const gateUs = Math.round(nowUs() + (startUpMs + warmupMs) * patience * 1e3)
  const program = join(import.meta.dirname, '..', 'programs', 'bare-workers.py')
  const [processes, here] = executor === 'processes' ? [workers, 1] : [1, workers]
  const outputs = await Promise.all(
    Array.from({ length: processes }, async (_, first) => {
      const numbers = [first, here, workers, size, tasks, passes, warmup, laps, gateUs].map(String)
      const own = executor === 'processes' ? 'threads' : executor
      return (await runCommand([...python, program, file, own, ...numbers], { signal })).stdout
    }),
  )
  const lists = outputs.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line) as readonly BareLap[])
  if (lists.length !== workers) throw new Error(`${lists.length} of ${workers} bare workers answered`)
  return lists
}
