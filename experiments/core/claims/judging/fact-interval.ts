import { geometricInterval, type Ratio } from '../../numbers/interval.ts'
import { numberOf } from '../../facts/fact-summary.ts'
import { time } from '../../text/quantity.ts'
import { spreadText } from '../../text/spread-text.ts'
import type { ClaimData } from './claim-rule.ts'
import type { FactAt } from './fact-ratios.ts'

/** The geometric mean of a fact's values above 0, with its 95% interval over the rounds. A list counts as its median. */
export function factInterval({ facts }: ClaimData, { series, workers, name }: FactAt): Ratio {
  const numbers = [...facts.of(series, workers, name).values()].flatMap((value) => numberOf(value) ?? [])
  return geometricInterval(numbers.filter((number) => number > 0).map(Math.log))
}

/** Writes "61.2 ms (58.0–64.1)". @returns null if nothing was measured */
export function showMs(ratio: Ratio): string | null {
  return ratio.value === null ? null : spreadText(ratio, time)
}
