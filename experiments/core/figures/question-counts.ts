import type { Row, RowChart, RowGroup } from '../charts/row-chart.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { counted } from '../claims/rules/race.ts'
import { countOf } from '../claims/rules/refcount-model.ts'
import { seriesName } from '../names/series-titles.ts'
import { formatCount } from '../text/format-number.ts'
import { seriesOf } from './question-rows.ts'

const ways = [
  ['read-call-write', 'read, call, write'],
  ['plain', 'x += 1'],
  ['protected', 'protected'],
] as const

/** How many increments got lost, from the fewest in a lap to the most, and in how many laps. */
export function lostRows(data: ClaimData): RowChart | null {
  const groups = seriesOf(data).flatMap((series): RowGroup[] => {
    const rows = ways.flatMap(([way, label]): Row[] => {
      const { laps, lossy, least, median, most, of } = counted(data, series, way)
      if (laps === 0 || of === 0) return []
      const percent = (lost: number): number => (100 * lost) / of
      const range = least === most.lost ? formatCount(least) : `${formatCount(least)}–${formatCount(most.lost)}`
      const text = lossy === 0 ? `none (0 of ${laps})` : `${range} (${lossy} of ${laps})`
      const ends = { low: percent(least), high: percent(most.lost) }
      return [{ label, series, value: percent(median), ...ends, text, open: lossy === 0 }]
    })
    const { of } = counted(data, series, 'read-call-write')
    return rows.length === 0 ? [] : [{ title: `${seriesName(series)}, ${formatCount(of)} increments`, rows }]
  })
  if (groups.length === 0) return null
  return {
    shape: 'dots',
    scale: 'linear',
    rowsTitle: 'How a worker counts',
    valueTitle: 'Increments lost in a lap: fewest, median, most',
    textsTitle: 'lost (laps with losses)',
    tickUnit: '%',
    reference: null,
    groups,
  }
}

/** How many objects of the model were never freed, and how many were freed in use. */
export function referenceRows(data: ClaimData): RowChart | null {
  const groups = seriesOf(data).flatMap((series): RowGroup[] => {
    const [bare, guarded] = [countOf(data, series, ''), countOf(data, series, '-protected')]
    const row = (label: string, wrong: number, objects: number): Row[] =>
      objects === 0
        ? []
        : [
            {
              label,
              series,
              value: (100 * wrong) / objects,
              low: null,
              high: null,
              text: `${formatCount(wrong)} of ${formatCount(objects)}`,
              open: wrong === 0,
            },
          ]
    const rows = [
      ...row('never freed', bare.neverFreed, bare.objects),
      ...row('freed in use', bare.freedInUse, bare.objects),
      ...row('either, protected', guarded.neverFreed + guarded.freedInUse, guarded.objects),
    ]
    return rows.length === 0 ? [] : [{ title: seriesName(series).replace(/, .*/, ''), rows }]
  })
  if (groups.length === 0) return null
  return {
    shape: 'bars',
    scale: 'linear',
    rowsTitle: 'What became of an object',
    valueTitle: 'Objects of our model',
    textsTitle: '',
    tickUnit: '%',
    reference: null,
    groups,
  }
}
