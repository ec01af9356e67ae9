import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { SessionHeader } from '../../experiments/core/session/session.ts'

/** @returns the SHA-256 of the resolved definition's JSON, which two sessions of the same definition share */
export function definitionHash(experiment: Experiment): string {
  return createHash('sha256').update(JSON.stringify(experiment)).digest('hex')
}

/** What a definition says to people: a better sentence makes no measurement another one. */
const forPeople: ReadonlySet<string> = new Set(['title', 'question', 'explanation', 'chart'])

/** Whether a session measured what the experiment would measure now, however it is explained. */
export function measuresTheSame({ definition, hash }: SessionHeader['experiment'], now: Experiment): boolean {
  return hash === definitionHash(now) || isDeepStrictEqual(measured(definition), measured(now))
}

function measured(definition: unknown): unknown {
  return JSON.parse(
    JSON.stringify(definition, (key, value: unknown) => (forPeople.has(key) ? undefined : value)),
  ) as unknown
}
