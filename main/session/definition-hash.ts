import { createHash } from 'node:crypto'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'

/** Says whether two sessions ran the same: SHA-256 of the resolved definition's JSON. */
export function definitionHash(experiment: Experiment): string {
  return createHash('sha256').update(JSON.stringify(experiment)).digest('hex')
}
