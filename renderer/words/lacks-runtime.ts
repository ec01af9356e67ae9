import type { ClaimRecord } from '../../experiments/core/session/claim.ts'

/** Whether a runtime that the claim is about was not measured, because it is missing. */
export function lacksRuntime({ verdict, runtimes }: Pick<ClaimRecord, 'verdict' | 'runtimes'>): boolean {
  return verdict === 'not-measured' || runtimes.some((one) => one.verdict === 'not-measured')
}
