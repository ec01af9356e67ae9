import type { Curve, CurvePoint } from './curve.ts'
import type { SeriesId } from './series.ts'
import type { Session } from './session.ts'

type Cell = string | number | boolean | null

interface Row {
  readonly session: Session
  readonly series: SeriesId
  readonly reference: boolean
  readonly point: CurvePoint
}

/** Units stand in the headers, raw numbers in the cells: a spreadsheet computes with them. */
const columns: readonly (readonly [header: string, cell: (row: Row) => Cell])[] = [
  ['session', ({ session }) => session.header.id],
  ['experiment', ({ session }) => session.header.experiment.id],
  ['scaling', ({ session }) => session.header.scaling],
  ['baseline', ({ session }) => session.header.baseline],
  ['series', ({ series }) => series],
  ['reference', ({ reference }) => reference],
  ['workers', ({ point }) => point.workers],
  ['rounds', ({ point }) => point.rounds],
  ['laps', ({ point }) => point.laps],
  ['median_ms', ({ point }) => point.medianMs],
  ['mad_ms', ({ point }) => point.madMs],
  ['speedup', ({ point }) => point.speedup.value],
  ['speedup_95_low', ({ point }) => point.speedup.low],
  ['speedup_95_high', ({ point }) => point.speedup.high],
  ['against_baseline', ({ point }) => point.againstBaseline.value],
  ['against_baseline_95_low', ({ point }) => point.againstBaseline.low],
  ['against_baseline_95_high', ({ point }) => point.againstBaseline.high],
  ['efficiency', ({ point }) => point.efficiency],
  ['startup_ms', ({ point }) => point.startupMs],
  ['cpu_ms', ({ point }) => point.cpuMs],
  ['peak_rss_bytes', ({ point }) => point.peakRssBytes],
  ['checksum', ({ point }) => point.checksum],
]

/** One row a point, as RFC 4180 says: CRLF, quotes where they are needed. A number that is not there is an empty cell. */
export function resultsCsv(session: Session, curves: readonly Curve[]): string {
  const rows = curves.flatMap(({ series, reference, points }) =>
    points.map((point): Row => ({ session, series, reference, point })),
  )
  const lines = [columns.map(([header]) => header), ...rows.map((row) => columns.map(([, cell]) => field(cell(row))))]
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

function field(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return ''
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
