import type { SessionHeader } from '../../experiments/core/session/session.ts'
import { setAsideSentence } from '../system/set-aside.ts'
import type { Calibration } from './calibration.ts'
import type { SessionOptions } from './session-options.ts'

/** @returns what a person should know before the first round, each with its kind */
export function openingWarnings(
  { plan }: Pick<SessionOptions, 'plan'>,
  { setAside = [] }: Pick<SessionHeader, 'setAside'>,
  { failures }: Calibration,
): readonly (readonly [kind: string, message: string])[] {
  return [
    ...plan.notes.map((note) => ['plan', note] as const),
    ...(setAside.length === 0 ? [] : [['environment', setAsideSentence(setAside)] as const]),
    ...failures.flatMap(({ key, outcome }) =>
      outcome.kind === 'ok' || outcome.kind === 'cancelled'
        ? []
        : [['calibration', `${key} could not be calibrated: its serial trial: ${outcome.message}`] as const],
    ),
  ]
}
