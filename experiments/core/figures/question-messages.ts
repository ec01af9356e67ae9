import { firstRuntime } from '../answers/asked-runtime.ts'
import { drawnRange } from '../answers/measured.ts'
import { factSummaries } from '../facts/fact-summary.ts'
import { factSweeps, type FactSweep, type SweepCurve, type SweepPoint } from '../facts/fact-sweeps.ts'
import { findSeries } from '../names/series.ts'
import type { Session } from '../session/session.ts'

/**
 * The round trips to threads and to processes of the asked runtime and of Node. The other runtimes and ways are among all
 * values: more than six curves cannot be told apart.
 */
export function messageSweep(session: Session): FactSweep | null {
  const sweep = factSweeps(factSummaries(session)).find(({ name }) => name === 'round-trip')
  if (sweep === undefined) return null
  const runtimeOf = ({ series }: SweepCurve) => findSeries(series)?.runtime
  const asked = firstRuntime((runtime) => sweep.curves.some((curve) => runtimeOf(curve) === runtime))
  const curves = sweep.curves.filter((curve) => {
    const { executor } = findSeries(curve.series) ?? {}
    const usual = curve.way === '' || (curve.way === 'shared memory' && executor === 'processes')
    return usual && (runtimeOf(curve) === asked || runtimeOf(curve) === 'node')
  })
  return { ...sweep, curves: curves.map((curve) => ({ ...curve, points: curve.points.map(withDrawnRange) })) }
}

function withDrawnRange(point: SweepPoint): SweepPoint {
  const { found, fact } = point
  const each = fact.rounds === 2 ? [found.least, found.most] : []
  return { ...point, found: { ...found, ...drawnRange({ ...found, each }) } }
}
