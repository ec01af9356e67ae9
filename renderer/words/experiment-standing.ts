import { claims as textbook } from '../../experiments/core/names/claims.ts'
import type { ClaimsReport } from '../../experiments/core/claims/claims-report.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import type { ExperimentEntry } from '../../preload/contract.ts'
import type { ClaimMark } from './claim-mark.ts'
import type { ExperimentState } from './experiment-state.ts'

/** What this machine's sessions say of an experiment: the same on its page, on Start, in the rail and under Claims. */
export interface ExperimentStanding {
  readonly state: ExperimentState
  /** One for each of its claims, in the textbook's order. */
  readonly marks: readonly ClaimMark[]
  /** The session that its page shows: the one that runs, else the newest full one, else the newest. */
  readonly session: string | null
}

export function standingOf(
  { id, claims }: Pick<ExperimentEntry, 'id' | 'claims'>,
  sessions: readonly SessionEntry[],
  report: ClaimsReport | null,
): ExperimentStanding {
  const own = sessions
    .filter((one) => one.experimentId === id && one.machine === null)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  const deciding = report?.sessions.find(({ experiment }) => experiment === id) ?? null
  const verdicts = new Map((report?.rows ?? []).map((row) => [row.id, row.verdict]))
  const previewed = own.some((one) => one.kind === 'preview' && one.state === 'complete')
  const marks = Object.keys(textbook)
    .flatMap((claim) => claims.find((one) => one === claim) ?? [])
    .map((claim): ClaimMark => {
      const verdict = deciding === null ? 'not-measured' : (verdicts.get(claim) ?? 'not-measured')
      return verdict === 'not-measured' && previewed && deciding === null ? 'preview' : verdict
    })
  const running = own.find(({ state }) => state === 'running')
  const shown = running ?? own.find(({ id: session }) => session === deciding?.id) ?? own[0]
  return { state: stateOf(shown, marks), marks, session: shown?.id ?? null }
}

/** The state of a session, which a mark shows; its claims are those marks where it decided some. */
export function sessionState({
  state,
  kind,
  verdicts,
}: Pick<SessionEntry, 'state' | 'kind' | 'verdicts'>): ExperimentState {
  switch (state) {
    case 'running':
      return 'running'
    case 'failed':
    case 'unreadable':
      return 'failed'
    case 'cancelled':
    case 'unfinished':
      return 'stopped'
    case 'complete':
      if (kind === 'preview') return 'preview'
      return verdicts.includes('inconclusive') ? 'undecided' : 'done'
  }
}

function stateOf(shown: SessionEntry | undefined, marks: readonly ClaimMark[]): ExperimentState {
  if (shown === undefined) return 'none'
  const state = sessionState(shown)
  return state === 'done' && marks.includes('inconclusive') ? 'undecided' : state
}
