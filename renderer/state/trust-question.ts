import type { StartRequest } from '../../preload/contract.ts'

/** A run that would execute the person's own files, and waits for their consent. */
export interface TrustQuestion {
  readonly runs: readonly string[]
  readonly request: StartRequest
}
