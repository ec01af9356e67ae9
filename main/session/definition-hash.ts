import { createHash } from 'node:crypto'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'

/** @returns the SHA-256 of the resolved definition's JSON, which two sessions of the same definition share */
export function definitionHash(experiment: Experiment): string {
  return createHash('sha256').update(JSON.stringify(experiment)).digest('hex')
}
