import type { StartRequest } from '../../preload/contract.ts'

/** A run that would execute the person's own files, until they have agreed to it or not. */
export interface TrustQuestion {
  readonly runs: readonly string[]
  readonly request: StartRequest
}
