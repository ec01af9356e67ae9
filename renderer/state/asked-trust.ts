import type { TrustQuestion } from '../../preload/contract.ts'
import type { ResumeRequest, StartRequest } from '../../preload/requests.ts'

/** A run that would execute code of the person's own, and waits for their word. */
export interface AskedTrust {
  readonly question: TrustQuestion
  readonly request: StartRequest | ResumeRequest
}
