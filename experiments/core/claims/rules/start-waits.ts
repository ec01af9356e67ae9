import type { FactRounds, FactValue } from '../../facts/fact-rounds.ts'
import type { SeriesId } from '../../names/series.ts'
import { median } from '../../numbers/statistics.ts'

/**
 * The logarithm of a process's start over a thread's in each round, with all waiting for a core taken out of the starts of
 * one kind: they cannot have been faster without the machine's other work. If the system does not report waiting, nothing
 * is taken out.
 * @returns null if waiting fills a median start in some round, so that no bound is known
 */
export function logRatiosWithoutWaits(
  facts: FactRounds,
  series: SeriesId,
  kind: 'process' | 'thread',
): readonly number[] | null {
  const ratios: number[] = []
  for (const round of facts.of(series, 1, 'process-start').keys()) {
    const list = (name: string): readonly number[] => numbers(facts.of(series, 1, name).get(round))
    const startMs = (one: string): number | null => {
      const waits = one === kind ? list(`${one}-core-wait`) : []
      const starts = list(`${one}-start`).map((ms, index) => ms - (waits[index] ?? 0))
      return starts.length === 0 ? null : median(starts)
    }
    const [process, thread] = [startMs('process'), startMs('thread')]
    if (process === null || thread === null) continue
    if (process <= 0 || thread <= 0) return null
    ratios.push(Math.log(process / thread))
  }
  return ratios
}

function numbers(value: FactValue | undefined): readonly number[] {
  return Array.isArray(value) ? value : []
}
