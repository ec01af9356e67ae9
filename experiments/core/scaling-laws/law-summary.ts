import { groupBy } from '../numbers/group-by.ts'
import { seriesName } from '../names/series-titles.ts'
import type { SeriesId } from '../names/series.ts'
import { enumeration } from '../text/show-value.ts'
import type { LawFit, LawId } from './law-fit.ts'

export const lawNames: Record<LawId, string> = {
  amdahl: 'Amdahl',
  gustafson: 'Gustafson',
  usl: 'USL',
  'karp-flatt': 'Karp–Flatt',
}

/** What each law means, for a tooltip. */
const meanings: Record<LawId, string> = {
  amdahl: 'Amdahl’s law: a part of the work stays serial, however many workers there are',
  gustafson: 'Gustafson’s law: the work grows with the workers, its serial part does not',
  usl: 'Universal Scalability Law: workers queue for what they share (contention) and keep it the same, pair by pair (coherency)',
  'karp-flatt': 'Karp and Flatt: the serial fraction that each speedup would come from, if nothing else held it back',
}

/** What became of the speed of several busy cores, which no law of the work describes. */
const clockNotes: Record<LawFit['clock'], string> = {
  measured: 'at the speed of serial’s core',
  fitted: 'the speed of several busy cores beside serial’s fitted too',
  unknown: 'the speed of several busy cores beside serial’s unknown and within these numbers',
}

export interface LawSummary {
  /** `clock` follows a curve's name. */
  readonly curves: readonly { readonly series: SeriesId; readonly clock: string; readonly lines: readonly LawLine[] }[]
  /** Laws that could not be fitted, each reason once. */
  readonly unfitted: readonly { readonly laws: string; readonly series: readonly SeriesId[]; readonly text: string }[]
}

interface LawLine {
  readonly name: string
  readonly meaning: string
  /** The sentence without the name before it. */
  readonly text: string
}

export function lawSummary(fits: readonly LawFit[]): LawSummary {
  const fitted = fits.filter(({ parameters }) => parameters.length > 0)
  const unfitted = fits.filter(({ parameters }) => parameters.length === 0)
  return {
    curves: [...groupBy(fitted, ({ series }) => series)].map(([series, lines]) => ({
      series,
      clock: lines[0] === undefined ? '' : clockNotes[lines[0].clock],
      lines: lines.map(lineOf),
    })),
    unfitted: [...groupBy(unfitted, (fit) => lineOf(fit).text)].map(([text, same]) => ({
      laws: enumeration([...new Set(same.map(({ law }) => lawNames[law]))]),
      series: [...new Set(same.map(({ series }) => series))],
      text,
    })),
  }
}

function lineOf({ law, sentence }: LawFit): LawLine {
  const name = lawNames[law]
  return { name, meaning: meanings[law], text: sentence.slice(`${name}: `.length) }
}

/** The laws as text, curve by curve; empty if no curve goes beyond one worker. */
export function formatLaws(fits: readonly LawFit[]): string {
  if (fits.length === 0) return ''
  const { curves, unfitted } = lawSummary(fits)
  return [
    'Scaling laws, with 95% intervals',
    ...curves.flatMap(({ series, clock, lines }) => [
      `  ${seriesName(series)}, ${clock}`,
      ...lines.map(({ name, text }) => `    ${name}: ${text}`),
    ]),
    ...unfitted.map(({ laws, series, text }) => `  ${laws}: ${text} (${series.map(seriesName).join(', ')})`),
  ].join('\n')
}
