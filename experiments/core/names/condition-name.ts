import type { SeriesId } from './series.ts'

/** Writes "node/threads × 2". */
export function conditionName({ series, workers }: { readonly series: SeriesId; readonly workers: number }): string {
  return `${series} × ${workers}`
}
