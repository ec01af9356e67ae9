import type { ResumeRequest, StartRequest, TrustQuestion } from '../../preload/contract.ts'

/** A run that would execute code of the person's own, and waits for their word. */
export interface AskedTrust {
  readonly question: TrustQuestion
  readonly request: StartRequest | ResumeRequest
}
