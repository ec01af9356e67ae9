import { InvalidArgumentError, Option } from 'commander'
import { contrastLine, contrastOf, type SeriesPair } from '../../../experiments/core/curves/contrast.ts'
import { allSeries, findSeries } from '../../../experiments/core/names/series.ts'
import { seriesName } from '../../../experiments/core/names/series-titles.ts'
import { didYouMean } from '../../../experiments/core/text/did-you-mean.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import { UsageError } from './exit-codes.ts'

export function contrastOption(): Option {
  return new Option(
    '--contrast <a,b>',
    'compare two series round by round, such as node/processes,node/threads; once for each pair',
  ).argParser((text: string, before: readonly SeriesPair[] | undefined) => [...(before ?? []), parsePair(text)])
}

function parsePair(text: string): SeriesPair {
  const [a, b, ...rest] = text.split(',').map((name) => name.trim())
  if (a === undefined || b === undefined || rest.length > 0 || a === b) {
    throw new InvalidArgumentError(
      `got ${JSON.stringify(text)}, expected two series such as node/processes,node/threads.`,
    )
  }
  const [one, other] = [a, b].map((name) => {
    const series = findSeries(name)
    if (series !== undefined) return series.id
    const names = allSeries.map(({ id }) => id)
    throw new InvalidArgumentError(
      `there is no such series: got ${JSON.stringify(name)}, expected one such as node/threads${didYouMean(name, names)}`,
    )
  })
  return [one, other] as SeriesPair
}

/**
 * Before anything is measured: a pair of which one is not measured could be compared with nothing.
 * @throws UsageError naming the series that are there
 */
export function refuseMissing(pairs: readonly SeriesPair[], measured: readonly string[]): void {
  const missing = pairs.flat().find((series) => !measured.includes(series))
  if (missing === undefined) return
  throw new UsageError(
    `--contrast: ${missing} is not measured here: expected two of ${measured.join(', ')}${didYouMean(missing, measured)}`,
  )
}

/** "node/processes against node/threads:", and a line for each number of workers. */
export function contrastText(session: Session, [a, b]: SeriesPair): string {
  const contrast = contrastOf(session, a, b)
  const lines = contrast.points.map((point) => contrastLine(contrast, point))
  return [
    `${seriesName(a)} against ${seriesName(b)}:`,
    ...(lines.length === 0 ? ['no number of workers has both'] : lines),
  ].join('\n  ')
}
