import { conditionTimes, type ConditionTime } from '../time-split/condition-time.ts'
import { shareKinds, type ShareKind } from '../time-split/share-kinds.ts'
import type { Curve, CurvePoint } from '../curves/curve.ts'
import type { Ratio } from '../numbers/interval.ts'
import { disturbedTrials } from '../curves/disturbance.ts'
import type { SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import type { Cell } from './separated-values.ts'

interface Row {
  readonly session: Session
  readonly series: SeriesId
  readonly reference: boolean
  readonly point: CurvePoint
  readonly disturbedRounds: number
  /** How the workers spent their time; undefined if the laps do not show it. */
  readonly time: ConditionTime | undefined
}

type Column = readonly [header: string, cell: (row: Row) => Cell]

/** A number and the ends of its 95% interval. */
function interval(header: string, of: (point: CurvePoint) => Ratio): readonly Column[] {
  return rowInterval(header, ({ point }) => of(point))
}

function rowInterval(header: string, of: (row: Row) => Ratio | undefined): readonly Column[] {
  return [
    [header, (row) => of(row)?.value ?? null],
    [`${header}_95_low`, (row) => of(row)?.low ?? null],
    [`${header}_95_high`, (row) => of(row)?.high ?? null],
  ]
}

/** One share of workers × lap, with its interval. */
function timeShare(kind: ShareKind): readonly Column[] {
  const of = ({ time }: Row): Ratio | undefined => time?.shares.find((share) => share.kind === kind)
  return rowInterval(`time_${kind.replaceAll('-', '_')}`, of)
}

function perWorker({ workers }: CurvePoint, speedup: number | null): number | null {
  return speedup === null ? null : speedup / workers
}

/** Headers hold the units and cells raw numbers, so that a spreadsheet can compute with them. */
const columns: readonly Column[] = [
  ['session', ({ session }) => session.header.id],
  ['experiment', ({ session }) => session.header.experiment.id],
  ['scaling', ({ session }) => session.header.scaling],
  ['baseline', ({ session }) => session.header.baseline],
  ['series', ({ series }) => series],
  ['reference', ({ reference }) => reference],
  ['workers', ({ point }) => point.workers],
  ['rounds', ({ point }) => point.rounds],
  ['laps', ({ point }) => point.laps],
  ['disturbed_rounds', ({ disturbedRounds }) => disturbedRounds],
  ['median_ms', ({ point }) => point.medianMs],
  ['mad_ms', ({ point }) => point.madMs],
  ...interval('mean_lap_ms', ({ means }) => means.lapMs),
  ...interval('speedup', ({ speedup }) => speedup),
  ...interval('against_baseline', ({ againstBaseline }) => againstBaseline),
  ['efficiency', ({ point }) => point.efficiency],
  ['efficiency_95_low', ({ point }) => perWorker(point, point.speedup.low)],
  ['efficiency_95_high', ({ point }) => perWorker(point, point.speedup.high)],
  ['startup_ms', ({ point }) => point.startupMs],
  ...interval('mean_startup_ms', ({ means }) => means.startupMs),
  ['cpu_ms', ({ point }) => point.cpuMs],
  ...interval('mean_cpu_ms', ({ means }) => means.cpuMs),
  ['peak_rss_bytes', ({ point }) => point.peakRssBytes],
  ...interval('mean_peak_rss_bytes', ({ means }) => means.peakRssBytes),
  ['checksum', ({ point }) => point.checksum],
  ['bottleneck', ({ time }) => time?.bottleneck ?? null],
  ...rowInterval('clock', ({ time }) => time?.clock),
  ...shareKinds.flatMap(timeShare),
]

/** One row for each point of the curves. */
export function resultNumbers(session: Session, curves: readonly Curve[]) {
  const disturbed = disturbedTrials(session).filter(({ counts }) => counts)
  const times = conditionTimes(session)
  const points = curves.flatMap(({ series, reference, points }) =>
    points.map((point): Row => {
      const own = disturbed.filter(({ trial }) => trial.series === series && trial.workers === point.workers)
      const time = times.find((one) => one.series === series && one.workers === point.workers)
      return { session, series, reference, point, disturbedRounds: own.length, time }
    }),
  )
  return {
    columns: columns.map(([header]) => header),
    rows: points.map((row) => columns.map(([, cell]) => cell(row))),
  }
}
