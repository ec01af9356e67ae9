import { formatMs, formatShare } from '../text/format-number.ts'
import type { SampleRecord } from '../session/sample.ts'
import { median } from '../numbers/statistics.ts'

export interface MonitorCost {
  /** The median CPU time of a sample. */
  readonly sampleMs: number
  /** Samples per second. */
  readonly hertz: number
  /** The share of one core that the samples took. */
  readonly share: number
}

const fewestSamples = 3

/** @returns null if there are too few samples */
export function monitorCost(samples: readonly Pick<SampleRecord, 'atMs' | 'costMs' | 'joins'>[]): MonitorCost | null {
  if (samples.length < fewestSamples) return null
  const intervals = samples
    .slice(1)
    .map(({ atMs, joins = 1 }, index) => (atMs - (samples[index]?.atMs ?? atMs)) / joins)
  const intervalMs = median(intervals)
  if (!(intervalMs > 0)) return null
  const sampleMs = median(samples.map(({ costMs, joins = 1 }) => costMs / joins))
  return { sampleMs, hertz: 1000 / intervalMs, share: sampleMs / intervalMs }
}

/** "monitor 0.31% of one core: 0.31 ms × 10 Hz". */
export function monitorCostText({ sampleMs, hertz, share }: MonitorCost): string {
  return `${monitorCostInShort({ share })}: ${formatMs(sampleMs)} × ${Math.round(hertz * 10) / 10} Hz`
}

/** "monitor 0.31% of one core". */
export function monitorCostInShort({ share }: Pick<MonitorCost, 'share'>): string {
  return `monitor ${formatShare(share)} of one core`
}
