import type { Outcome } from '../../experiments/core/session/outcome.ts'
import type { RuntimeInfo } from '../../experiments/core/session/runtime-info.ts'
import type { TrialCommand } from './spawn-trial.ts'
import type { TrialRequest } from './trial-request.ts'

export interface InstalledRuntime extends TrialCommand {
  readonly info: RuntimeInfo
  prepare(request: TrialRequest): Preparation
  /** Adds what a person should know of this runtime to how a trial ended. */
  explain?(outcome: Outcome): Outcome
}

export type Preparation =
  /** The variables come on top of the runtime's own, for this request. */
  | { readonly kind: 'ok'; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'cannot'; readonly why: string }
