import type { FactSummary, FoundNumber } from './fact-summary.ts'
import { factTitle, sweptName } from './fact-titles.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { SeriesId } from '../names/series.ts'

/** One quantity over the size of the payload, with a curve for each series and way of sending. */
export interface FactSweep {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly curves: readonly SweepCurve[]
}

export interface SweepCurve {
  readonly series: SeriesId
  readonly workers: number
  /** The way of sending, such as "shared memory"; empty for the series' usual way. */
  readonly way: string
  /** The points in ascending order of payload. */
  readonly points: readonly SweepPoint[]
}

export interface SweepPoint {
  readonly payloadBytes: number
  readonly fact: FactSummary
  readonly found: FoundNumber
}

/** Facts at fewer payloads are shown as a list, not as a curve. */
const fewestPayloads = 3

interface SweptFact extends SweepPoint {
  readonly stem: string
}

export function factSweeps(facts: readonly FactSummary[]): readonly FactSweep[] {
  const swept = facts.flatMap((fact): SweptFact[] => {
    const name = sweptName(fact.name)
    return name === null || fact.found.kind !== 'number' ? [] : [{ ...name, fact, found: fact.found }]
  })
  const stems = [...new Set(swept.map(({ stem }) => stem))]
  const families = groupBy(swept, ({ stem }) => familyOf(stem, stems))
  return [...families].flatMap(([name, members]): FactSweep[] => {
    const byCurve = groupBy(members, ({ stem, fact }) => `${fact.series} ${fact.workers} ${stem}`)
    const curves = [...byCurve.values()].flatMap((points) => curveOf(points, name))
    const unit = members[0]?.fact.unit ?? ''
    return curves.length === 0 ? [] : [{ name, title: factTitle(name), unit, curves }]
  })
}

/** The shortest of the stems that this one ends in: "round-trip" of "transfer-round-trip". */
function familyOf(stem: string, stems: readonly string[]): string {
  return stems
    .filter((other) => stem === other || stem.endsWith(`-${other}`))
    .reduce((shortest, other) => (other.length < shortest.length ? other : shortest), stem)
}

function curveOf(points: readonly SweptFact[], family: string): SweepCurve[] {
  const first = points[0]
  if (first === undefined || points.length < fewestPayloads) return []
  const { series, workers } = first.fact
  const way = first.stem.slice(0, -family.length).replaceAll('-', ' ').trim()
  return [{ series, workers, way, points: points.toSorted((a, b) => a.payloadBytes - b.payloadBytes) }]
}
