import { unknownRatio } from '../../../../experiments/core/numbers/interval.ts'
import type { Curve, CurvePoint } from '../../../../experiments/core/curves/curve.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { SampleRecord } from '../../../../experiments/core/session/sample.ts'

export interface CurveShape {
  readonly reference?: boolean
  /** Half-width of each interval, relative; null: no intervals. */
  readonly spread?: number | null
}

/** A curve from speedups by worker count; its other numbers are of no matter to a chart. */
export function curve(
  series: SeriesId,
  speedups: Readonly<Record<number, number | null>>,
  { reference = false, spread = 0.06 }: CurveShape = {},
): Curve {
  const points = Object.entries(speedups).map(([count, value]): CurvePoint => {
    const workers = Number(count)
    const around = (ratio: number | null) =>
      ratio === null || spread === null
        ? { value: ratio, low: null, high: null }
        : { value: ratio, low: ratio / (1 + spread), high: ratio * (1 + spread) }
    const isReference = series.endsWith('/serial') && value === 1
    return {
      workers,
      rounds: spread === null ? 1 : 6,
      laps: 12,
      medianMs: 400,
      madMs: 8,
      speedup: isReference ? { value: 1, low: 1, high: 1 } : around(value),
      againstBaseline: around(value === null ? null : value / 0.98),
      efficiency: value === null ? null : value / workers,
      startupMs: 40,
      cpuMs: 800,
      peakRssBytes: 96 * 2 ** 20,
      means: { lapMs: unknownRatio, startupMs: unknownRatio, cpuMs: unknownRatio, peakRssBytes: unknownRatio },
      checksum: '3a91f0c2',
    }
  })
  return { series, reference, points }
}

/** What a laptop with two cores measures. */
export const twoCores: readonly Curve[] = [
  curve('node/serial', { 1: 1 }),
  curve('node/threads', { 1: 0.99, 2: 1.93, 4: 1.9 }),
  curve('node/processes', { 1: 0.98, 2: 1.86, 4: 1.84 }, { spread: 0.09 }),
  curve('node/locked-threads', { 1: 1.01, 2: 0.97, 4: 0.95 }),
]

/** Six series on eight cores; one ends early. */
export const eightCores: readonly Curve[] = [
  curve('node/serial', { 1: 1 }, { reference: true }),
  curve('cpython/serial', { 1: 1 }, { reference: true }),
  curve('cpython/processes', { 1: 1, 2: 1.94, 4: 3.71, 8: 6.9 }),
  curve('cpython-ft/threads', { 1: 0.98, 2: 1.92, 4: 3.5, 8: 6.1 }),
  curve('jython/threads', { 1: 1, 2: 1.85, 4: 3.2, 8: 5.2 }),
  curve('cpython/interpreters', { 1: 1, 2: 1.8, 4: 3 }, { spread: 0.2 }),
  curve('cpython/threads', { 1: 1, 2: 1.01, 4: 1.02, 8: 0.97 }),
  curve('node/locked-threads', { 1: 1, 2: 1, 4: 0.99, 8: 0.98 }),
]

/** Samples of a run in which `workers` processes hold `mebibytes` each. */
export function samples(count: number, workers: number, mebibytes: number): readonly SampleRecord[] {
  return Array.from({ length: count }, (_, step): SampleRecord => {
    const grown = Math.min(1, step / 12)
    return {
      record: 'sample',
      atMs: 300 + step * 250,
      cores: [0.9, 0.9],
      memory: { usedBytes: 6 * 2 ** 30, totalBytes: 16 * 2 ** 30 },
      processes: [
        { pid: 300, role: 'lab', rssBytes: 120 * 2 ** 20 },
        ...Array.from({ length: workers }, (_unused, worker) => ({
          pid: 4000 + worker,
          role: worker === 0 ? ('trial' as const) : ('worker' as const),
          rssBytes: grown * (mebibytes + ((step * 7 + worker * 3) % 5) * 0.4) * 2 ** 20,
        })),
      ],
      costMs: 0.5,
    }
  })
}
