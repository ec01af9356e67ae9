import type { SessionHeader } from '../../experiments/core/session/session.ts'
import { procIsOwn } from '../system/own-proc.ts'
import { setAsideSentence } from '../system/set-aside.ts'
import type { Calibration } from './calibration.ts'
import { calibrationFailure, programFailure } from './failures-in-words.ts'
import type { SessionOptions } from './session-options.ts'

const blind =
  'This system’s list of processes (/proc) does not show the lab by its own number, as in a container that has the /proc of ' +
  'another one: memoryLimit ends no trial here, and threads are not seen. Give the container a /proc of its own (unshare --mount-proc).'

/** @returns what a person should know before the first round, each with its kind */
export function openingWarnings(
  { plan }: { readonly plan: Pick<SessionOptions['plan'], 'notes'> },
  { setAside = [], conditions = [] }: Partial<Pick<SessionHeader, 'setAside' | 'conditions'>>,
  { failures }: Pick<Calibration, 'failures'>,
  seesProcesses = process.platform !== 'linux' || procIsOwn(),
): readonly (readonly [kind: string, message: string])[] {
  return [
    ...plan.notes.map((note) => ['plan', note] as const),
    ...(seesProcesses ? [] : [['monitor', blind] as const]),
    ...(setAside.length === 0 ? [] : [['environment', setAsideSentence(setAside)] as const]),
    // where nothing can run, the end of the session says why
    ...(programFailure({ conditions }) === null ? failures : []).flatMap(({ key, outcome }) =>
      outcome.kind === 'ok' || outcome.kind === 'cancelled'
        ? []
        : [['calibration', calibrationFailure(key, outcome)] as const],
    ),
  ]
}
