import { conditionName } from '../../experiments/core/names/condition-name.ts'
import { calibrationKey, findSeries, type SeriesId } from '../../experiments/core/names/series.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { FailureKind, Outcome } from '../../experiments/core/session/outcome.ts'
import type { SessionHeader, TrialRecord } from '../../experiments/core/session/session.ts'
import type { Calibration } from './calibration.ts'

type Failed = Extract<Outcome, { kind: FailureKind }>

/** @returns why a condition does not run: its program crashed when it was calibrated, and again when that was repeated */
export function failingProgram({ failures }: Calibration, series: SeriesId): string | undefined {
  const outcome = failures.find(({ key }) => key === calibrationKey(series))?.outcome
  return outcome?.kind === 'crashed' ? outcome.message : undefined
}

/** @returns why nothing can be measured, each reason once; null if some condition can run */
export function programFailure({ conditions }: Pick<SessionHeader, 'conditions'>): string | null {
  const reasons = conditions.flatMap(({ fails }) => fails ?? [])
  if (conditions.length === 0 || reasons.length < conditions.length) return null
  return `the program failed: ${[...new Set(reasons)].join('; ')}. Nothing was measured`
}

/** "Calibration of Node failed: worker 1 threw Error: boom (mine.mjs:3)". */
export function calibrationFailure(key: string, { kind, message }: Failed): string {
  const [runtime = key, kernel] = key.split('@')
  const series = findSeries(`${runtime}/serial`)
  const name = series === undefined ? runtime : runtimeName(series.runtime)
  const consequence = kind === 'crashed' ? '. Its curves are left out.' : ''
  return `Calibration of ${name}${kernel === undefined ? '' : ` (${kernel})`} failed: ${message}${consequence}`
}

/** "2 Node threads: not repeated after worker 2 threw Error: boom (mine.mjs:3)". */
export function givenUpText(trial: TrialRecord): string {
  const { outcome } = trial
  return `${conditionName(trial)}: not repeated after ${'message' in outcome ? outcome.message : outcome.kind}`
}
