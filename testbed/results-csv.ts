import type { Curve } from '../experiments/core/curves/curve.ts'
import { resultNumbers } from '../experiments/core/report/results-csv.ts'
import { separatedValues } from '../experiments/core/report/separated-values.ts'
import type { Session } from '../experiments/core/session/session.ts'

/** Writes the table of results as the export of it does. */
export function resultsCsv(session: Session, curves: readonly Curve[]): string {
  const { columns, rows } = resultNumbers(session, curves)
  return separatedValues([columns, ...rows])
}
