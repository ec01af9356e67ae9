import { decideClaims } from '../claims/decide-claims.ts'
import { curvesOf } from '../curves/speedup.ts'
import { claims as claimTexts, type ClaimId } from '../names/claims.ts'
import type { Verdict } from '../session/claim.ts'
import { isSameMachine } from '../session/same-machine.ts'
import type { Session } from '../session/session.ts'
import { comparedRows, type ComparedRow } from './compared-rows.ts'
import { compareFields, type FieldComparison } from './differing-fields.ts'

export interface ComparedVerdict {
  readonly id: ClaimId
  readonly sentence: string
  readonly a: Verdict
  readonly b: Verdict
}

/** Two sessions of one experiment: what both measured, what was different, and which verdicts changed. */
export interface Comparison {
  /** On one machine speedups are compared; of two machines, how well each uses its cores. */
  readonly sameMachine: boolean
  /** Why no number is compared; null if some are. */
  readonly obstacle: string | null
  readonly rows: readonly ComparedRow[]
  readonly fields: FieldComparison
  readonly verdicts: readonly ComparedVerdict[]
}

export function compareSessions(a: Session, b: Session): Comparison {
  const sameMachine = isSameMachine(a.header.machine, b.header.machine)
  const fields = compareFields(a, b)
  const otherWork = otherWorkText(a, b)
  if (otherWork !== null) return { sameMachine, obstacle: otherWork, rows: [], fields, verdicts: [] }
  const rows = comparedRows(a, b)
  const obstacle = rows.length > 0 ? null : 'No number was measured in both sessions.'
  return { sameMachine, obstacle, rows, fields, verdicts: comparedVerdicts(a, b) }
}

/** Numbers of different work say nothing about each other. */
function otherWorkText({ header: a }: Session, { header: b }: Session): string | null {
  if (a.experiment.id !== b.experiment.id || workOf(a.experiment.definition) !== workOf(b.experiment.definition)) {
    return 'The two sessions measured different work, so their numbers cannot be compared.'
  }
  return a.scaling === b.scaling ? null : 'One session scales the work with the workers, and the other does not.'
}

function workOf(definition: unknown): string {
  const { workload } = (definition ?? {}) as { readonly workload?: unknown }
  const { path: _path, ...work } = (workload ?? {}) as { readonly path?: unknown; readonly size?: unknown }
  return JSON.stringify({ ...work, size: undefined })
}

/** By the rules of today, which may be better than those at the time of the older session. */
function comparedVerdicts(a: Session, b: Session): readonly ComparedVerdict[] {
  const [ofA, ofB] = [a, b].map(
    (one) => new Map(decideClaims(one, curvesOf(one)).map(({ id, verdict }) => [id, verdict])),
  )
  return [...(ofA ?? [])].flatMap(([id, verdict]) => {
    const other = ofB?.get(id)
    return other === undefined ? [] : [{ id, sentence: claimTexts[id].sentence, a: verdict, b: other }]
  })
}
