import { decidingExperiments } from '../../../experiments/core/names/claims.ts'
import {
  claimTable,
  countsText,
  countVerdicts,
  type ClaimTableRow,
  type ExperimentEvidence,
} from '../../../experiments/core/claims/claim-table.ts'
import { verdictSentence, verdictWords } from '../../../experiments/core/claims/judging/verdict-words.ts'
import { decideClaims } from '../../../experiments/core/claims/decide-claims.ts'
import { runtimeName } from '../../../experiments/core/names/series-titles.ts'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import type { Lab } from '../../lab/lab.ts'
import { catalog } from '../../store/catalog.ts'
import { labHome } from '../../store/home.ts'
import type { TerminalOptions } from './terminal-options.ts'
import { signalCodes } from '../end-signals.ts'
import { exitCodes, UsageError } from './exit-codes.ts'
import { Interrupted, Interruption } from './interruption.ts'
import { measure, type Measured } from './measure.ts'
import { namedRuntimes } from './named-runtimes.ts'
import { printAside, printResult } from './print.ts'
import { createTerminalLab } from './terminal-lab.ts'

export interface ClaimsCommandOptions {
  readonly json?: true
  readonly show?: true
  readonly fresh?: true
  readonly quick?: true
  readonly runtime?: readonly string[]
}

const claimsFormat = 1

/** Measures what no session here has measured yet, and prints every claim with its verdict. */
export async function claims(terminal: TerminalOptions, options: ClaimsCommandOptions): Promise<void> {
  const lab = await createTerminalLab(terminal, 'terminal', namedRuntimes(options.runtime))
  try {
    const interruption = new Interruption()
    for (const { problem } of await lab.api.sessions()) {
      if (problem !== null) printAside(`a session is left out: ${problem}\n`)
    }
    if (options.show === true) {
      const { rows } = await lab.api.claims()
      await printResult({ text: claimsText(rows, options), asked: options.json === true, kept: labHome(process.env) })
      return
    }
    const evidence = new Map<string, ExperimentEvidence>()
    let failed = false
    for (const [done, id] of decidingExperiments.entries()) {
      const heading = `${done + 1} of ${decidingExperiments.length}  ${id}  `
      const found = await evidenceOf(lab, id, options, { heading, interruption })
      evidence.set(id, found.evidence)
      failed ||= found.failed
    }
    const rows = claimTable(evidence)
    await printResult({ text: claimsText(rows, options), asked: options.json === true, kept: labHome(process.env) })
    if (interruption.received !== null) process.exitCode = signalCodes[interruption.received]
    else if (failed) process.exitCode = exitCodes.failed
  } finally {
    await lab.close()
  }
}

function claimsText(rows: readonly ClaimTableRow[], { json: asked }: ClaimsCommandOptions): string {
  return asked === true ? json(rows) : text(rows)
}

interface Turn {
  readonly heading: string
  readonly interruption: Interruption
}

/** Returns a session of this machine that still holds, or measures one now. */
async function evidenceOf(
  lab: Lab,
  id: string,
  options: ClaimsCommandOptions,
  turn: Turn,
): Promise<{ evidence: ExperimentEvidence; failed: boolean }> {
  if (!catalog.some((entry) => entry.id === id)) {
    return { evidence: { kind: 'not-measured', why: `there is no experiment ${id} in this version` }, failed: false }
  }
  const { heading, interruption } = turn
  const quick = options.quick === true
  try {
    const kept = options.fresh === true || quick ? null : await interruption.orLeave(lab.keptSession(id))
    if (kept !== null) {
      printAside(`${heading}measured ${kept.session.header.startedAt}: ${kept.path}\n`)
      for (const { kind, message } of kept.session.warnings) {
        if (kind === 'damaged') printAside(`warning: ${message}\n`)
      }
      return { evidence: measuredEvidence(kept), failed: false }
    }
    interruption.signal.throwIfAborted()
    printAside(`${heading}measuring…\n`)
    const measured = await measure(lab, { kind: 'catalog', id }, quick ? { quick } : {}, turn)
    const failed = measured.session.trials.some(({ outcome }) => outcome.kind !== 'ok' && outcome.kind !== 'cancelled')
    return { evidence: measuredEvidence(measured), failed: failed || measured.session.end?.reason === 'failed' }
  } catch (error) {
    if (error instanceof UsageError) return { evidence: { kind: 'not-measured', why: error.message }, failed: false }
    if (!(error instanceof Interrupted)) throw error
    return { evidence: { kind: 'not-measured', why: 'the run was ended before its turn' }, failed: false }
  }
}

function measuredEvidence({ path, session }: Measured): ExperimentEvidence {
  // The claims are decided anew, since the rules may have become better.
  const claims = decideClaims(session, curvesOf(session))
  return { kind: 'measured', session: path, startedAt: session.header.startedAt, claims }
}

function json(rows: readonly ClaimTableRow[]): string {
  return `${JSON.stringify({ format: claimsFormat, counts: countVerdicts(rows), claims: rows }, null, 2)}\n`
}

function text(rows: readonly ClaimTableRow[]): string {
  const parts = rows.map(({ id, sentence, verdict, why, runtimes, experiment }) => {
    const each = runtimes.map((one) => `    ${verdictSentence(runtimeName(one.runtime), one.verdict, one.why)}`)
    return [
      `${sentence}: ${verdictWords[verdict]}  (${id}, by ${experiment})`,
      ...(each.length > 0 ? each : [`    ${why}`]),
    ]
  })
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n\n${countsText(countVerdicts(rows))}\n`
}
