/** Wall time over the time that was measured in it: 1.10 is a tenth on top. */
export function overhead(wallMs: number, measuredMs: readonly number[]): number {
  return wallMs / measuredMs.reduce((sum, ms) => sum + ms, 0)
}
