import { claimIds, claims } from '../../experiments/core/names/claims.ts'
import { claimTable, type ExperimentEvidence } from '../../experiments/core/claims/claim-table.ts'
import type { ClaimsReport, DecidingSession } from '../../experiments/core/claims/claims-report.ts'
import type { ClaimRecord, Verdict } from '../../experiments/core/session/claim.ts'

/** Verdicts that no session decided: one of each kind, with and without numbers. */
const verdictOf: Readonly<Record<string, Verdict>> = {
  'thread-fast-start': 'refuted',
  'process-slow-start': 'refuted',
  'process-memory': 'inconclusive',
  'avoid-other-implementation': 'inconclusive',
  'lock-refcount': 'illustrated',
}
const measured = ['isolation', 'start-up', 'footprint', 'cpu-bound', 'lock-handoff', 'refcount', 'extension']
const facts = ['isolation', 'refcount']

function claim(id: ClaimRecord['id'], experiment: string): ClaimRecord {
  const verdict = verdictOf[id] ?? 'confirmed'
  if (facts.includes(experiment)) {
    const why = 'CPython: true here. Each worker had a process id of its own in all 15 trials. Node: same result.'
    const part = { verdict, why: 'each worker had a process id of its own in all of 15 trials', evidence: null }
    return { record: 'claim', id, verdict, why, runtimes: [{ runtime: 'cpython', ...part }] }
  }
  const evidence = (value: number) => ({
    value,
    low: value * 0.93,
    high: value * 1.08,
    bound: 1.3,
    side: 'above' as const,
    unit: '×' as const,
  })
  const value = verdict === 'confirmed' ? 1.86 : verdict === 'refuted' ? 1.06 : 1.32
  const why = `CPython: ${value.toFixed(2)}× (95% interval ${(value * 0.93).toFixed(2)}–${(value * 1.08).toFixed(2)}×)`
  return {
    record: 'claim',
    id,
    verdict,
    why,
    runtimes: [
      { runtime: 'cpython', verdict, why, evidence: evidence(value) },
      { runtime: 'node', verdict: 'confirmed', why: '', evidence: evidence(1.9) },
      ...(id === 'avoid-other-implementation'
        ? [
            {
              runtime: 'ironpython' as const,
              verdict: 'not-measured' as const,
              why: 'no IronPython was found',
              evidence: null,
            },
          ]
        : []),
    ],
  }
}

const evidence = new Map<string, ExperimentEvidence>(
  measured.map((experiment) => [
    experiment,
    {
      kind: 'measured',
      session: `/s/${experiment}.lockstep`,
      startedAt: '2026-01-03T10:00:00.000Z',
      claims: claimIds.filter((id) => claims[id].experiment === experiment).map((id) => claim(id, experiment)),
    },
  ]),
)

export const claimsReport: ClaimsReport = {
  rows: claimTable(evidence),
  sessions: measured.map((experiment): DecidingSession => ({
    experiment,
    id: experiment === 'start-up' ? 'older' : experiment,
    startedAt: '2026-01-03T10:00:00.000Z',
    outdated: experiment === 'footprint' ? ['other interpreters'] : [],
  })),
}
