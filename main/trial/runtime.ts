import type { RuntimeInfo } from '../../experiments/core/session/session.ts'
import type { TrialCommand } from './spawn-trial.ts'
import type { TrialRequest } from './trial-request.ts'

export interface InstalledRuntime extends TrialCommand {
  readonly info: RuntimeInfo
  prepare(request: TrialRequest): Preparation
}

export type Preparation =
  /** The variables come on top of the runtime's own, for this request. */
  | { readonly kind: 'ok'; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'cannot'; readonly why: string }
