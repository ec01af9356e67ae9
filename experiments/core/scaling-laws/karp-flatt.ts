import { geometricInterval, meanInterval, type Ratio } from '../numbers/interval.ts'
import { enumeration } from '../text/show-value.ts'
import { amdahlSpeedup } from './amdahl.ts'
import { smallMiss, type LawFit, type LawParameter } from './law-fit.ts'
import { pseudoValues } from './round-jackknife.ts'
import { shareText } from './share-text.ts'
import type { RoundSpeedups, SpeedupData } from './speedup-data.ts'
import { slowCores, unfitted } from './unfitted.ts'

/**
 * The serial fraction that a speedup at N workers would come from, if serial work were all that held it back:
 * e = (1 ÷ S − 1 ÷ N) ÷ (1 − 1 ÷ N) (Karp & Flatt, Measuring Parallel Processor Performance, CACM 33, 1990). A fraction
 * that grows with N shows overhead; one below 0 shows a speedup of more than N.
 */
export function karpFlattFraction(workers: number, speedup: number): number {
  return (1 / speedup - 1 / workers) / (1 - 1 / workers)
}

/** With more fractions than this, the sentence gives only the first and the last. */
const mostInSentence = 4

/** One fraction for each worker count: nothing is fitted, so one count is enough. */
export function karpFlattFit(data: SpeedupData): LawFit {
  const { series, counts, rounds, clock } = data
  const slower = counts.filter((workers) => isSlower(geometricInterval(logsAt(workers, rounds))))
  const parameters = counts.filter((workers) => !slower.includes(workers)).flatMap((one) => parameterAt(one, rounds))
  const slowerText =
    slower.length === 0 ? '' : `${enumeration(slower)} workers are slower than serial, so there is no serial fraction`
  if (parameters.length === 0) {
    return {
      ...unfitted('karp-flatt', data),
      sentence: slowerText === '' ? noneText(data) : `Karp–Flatt: ${slowerText}`,
    }
  }
  const shown = parameters.length > mostInSentence ? [...parameters.slice(0, 1), ...parameters.slice(-1)] : parameters
  const fractions = shown.map((one) => `${shareText(one)} at ${String(one.workers)}`).join(', ')
  const rest = slowerText === '' ? trendText(data) : `; ${slowerText}`
  return {
    series,
    law: 'karp-flatt',
    counts,
    parameters,
    // nothing is fitted here
    clock: clock === 'measured' ? clock : 'unknown',
    peak: null,
    sentence: `Karp–Flatt: serial fraction ${fractions} workers${rest}`,
  }
}

function logsAt(workers: number, rounds: readonly RoundSpeedups[]): readonly number[] {
  return rounds.flatMap((round) => round.filter(({ x }) => x === workers).map(({ y }) => y))
}

function isSlower({ value, high }: Ratio): boolean {
  return (high ?? value ?? 1) < 1
}

function parameterAt(workers: number, rounds: readonly RoundSpeedups[]): readonly LawParameter[] {
  const speedup: Ratio = geometricInterval(logsAt(workers, rounds))
  if (speedup.value === null) return []
  // what may be slower than serial is at most all serial
  const fraction = (value: number): number => Math.min(1, karpFlattFraction(workers, value))
  const { value, low, high } = speedup
  // A larger speedup gives a smaller fraction.
  const interval =
    low === null || high === null ? { low: null, high: null } : { low: fraction(high), high: fraction(low) }
  return [{ name: 'serial fraction', workers, value: fraction(value), ...interval }]
}

/** How the fraction changes from the fewest to the most workers; empty if that is not certain. */
function trendText({ counts, rounds }: SpeedupData): string {
  const [fewest, most] = [counts[0], counts.at(-1)]
  if (fewest === undefined || most === undefined || fewest === most) return ''
  const both = rounds.filter((round) => [fewest, most].every((count) => round.some(({ x }) => x === count)))
  const growth = pseudoValues(both, (observations) => {
    const at = (count: number): number => {
      const observed = observations.find(({ x }) => x === count)
      return karpFlattFraction(count, Math.exp(observed?.y ?? NaN))
    }
    return observations.length === 0 ? null : [at(most) - at(fewest)]
  })
  const [low, high] = meanInterval(growth.flat()) ?? [0, 0]
  const [first, last] = [fewest, most].map((count) => parameterAt(count, rounds)[0])
  if (first === undefined || last === undefined) return ''
  const lost = Math.log(amdahlSpeedup(most, first.value) / amdahlSpeedup(most, last.value))
  // A fraction that rises from below 0 towards 0 shows no overhead, nor does one whose rise costs next to nothing.
  if (low > 0 && (last.low ?? 0) > 0 && lost > smallMiss) {
    return ': it grows with the workers, so overhead holds them back, not serial work alone'
  }
  return high < 0 ? ': it falls with the workers' : ''
}

function noneText({ leftOut }: SpeedupData): string {
  return leftOut.length === 0
    ? 'Karp–Flatt: no speedup was measured above 1 worker'
    : `Karp–Flatt: no fraction: ${slowCores(leftOut)}`
}
