import type { RoundResult } from './round-results.ts'

/**
 * The share of a lap that would be left if all cores were as fast as serial's: 1 where none was slower. The clock was
 * measured with all cores awake, and a single one is as fast as serial's: in between, each core that computes takes its part
 * of the speed. So a lap's waiting, and a part of the work that one worker does alone, cost nothing.
 * @returns null if the clock is not known
 */
export function shareAtSerialsClock({ clock, busyCores }: RoundResult, workers: number): number | null {
  if (clock === null) return null
  const beyondOne = workers === 1 ? 1 : Math.min(1, Math.max(0, busyCores - 1) / (workers - 1))
  return 1 - beyondOne * (1 - clock)
}
