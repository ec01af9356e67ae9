import type { ClaimId } from '../names/claims.ts'
import type { ClaimRule } from './judging/claim-rule.ts'
import { convoyRules } from './rules/convoy.ts'
import { cpuBoundRules } from './rules/cpu-bound.ts'
import { extensionRules } from './rules/extension.ts'
import { footprintRules } from './rules/footprint.ts'
import { interruptRules } from './rules/interrupt.ts'
import { ioBoundRules } from './rules/io-bound.ts'
import { isolationRules } from './rules/isolation.ts'
import { lockHandoffRules } from './rules/lock-handoff.ts'
import { messagePassingRules } from './rules/message-passing.ts'
import { raceRules } from './rules/race.ts'
import { refcountRules } from './rules/refcount.ts'
import { startUpRules } from './rules/start-up.ts'

/** The rule of every claim, from one file for each experiment. A claim without a rule does not compile. */
export const claimRules: Readonly<Record<ClaimId, ClaimRule>> = {
  ...isolationRules,
  ...startUpRules,
  ...footprintRules,
  ...messagePassingRules,
  ...interruptRules,
  ...cpuBoundRules,
  ...ioBoundRules,
  ...raceRules,
  ...lockHandoffRules,
  ...refcountRules,
  ...convoyRules,
  ...extensionRules,
}
