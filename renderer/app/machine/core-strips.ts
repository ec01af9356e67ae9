import type { SampleRecord } from '../../../experiments/core/session/sample.ts'

/** The load of each core from one sample to the next. */
export interface LoadSpan {
  readonly fromMs: number
  readonly toMs: number
  /** One load for each core, 0 … 1. */
  readonly loads: readonly number[]
}

/** A sample holds the load since the previous sample, so the first one gives no span. */
export function loadSpans(samples: readonly Pick<SampleRecord, 'atMs' | 'cores'>[]): readonly LoadSpan[] {
  return samples
    .slice(1)
    .map(({ atMs, cores }, index) => ({ fromMs: samples[index]?.atMs ?? atMs, toMs: atMs, loads: cores }))
}

/** @returns the mean load, weighted by time, of each cell of each core; null if nothing was sampled in the cell */
export function coreCells(
  spans: readonly LoadSpan[],
  { startMs, cellMs, cells }: { readonly startMs: number; readonly cellMs: number; readonly cells: number },
): (number | null)[][] {
  const cores = spans.at(-1)?.loads.length ?? 0
  const weights = new Array<number>(cells).fill(0)
  const sums = Array.from({ length: cores }, () => new Array<number>(cells).fill(0))
  for (const span of spans) {
    const first = Math.max(0, Math.floor((span.fromMs - startMs) / cellMs))
    const last = Math.min(cells - 1, Math.ceil((span.toMs - startMs) / cellMs) - 1)
    for (let cell = first; cell <= last; cell++) {
      const cellStartMs = startMs + cell * cellMs
      const overlapMs = Math.min(span.toMs, cellStartMs + cellMs) - Math.max(span.fromMs, cellStartMs)
      weights[cell] = (weights[cell] ?? 0) + overlapMs
      for (const [core, sum] of sums.entries()) sum[cell] = (sum[cell] ?? 0) + (span.loads[core] ?? 0) * overlapMs
    }
  }
  return sums.map((sum) => sum.map((value, cell) => ((weights[cell] ?? 0) > 0 ? value / (weights[cell] ?? 1) : null)))
}
