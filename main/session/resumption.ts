import type { ResumedRecord } from '../../experiments/core/session/resumed.ts'
import type { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import type { Session, SessionHeader } from '../../experiments/core/session/session.ts'
import type { SessionWriter } from '../store/session-writer.ts'

/** A session that was interrupted, and how it goes on. */
export interface Resumption {
  /** Its file, which no other lab writes to meanwhile. */
  readonly file: SessionWriter
  /** What the file holds. */
  readonly measured: SessionBuilder
  readonly record: ResumedRecord
}

/**
 * @param moreRounds how many rounds to run beyond those that were begun; null for what is missing of the plan
 */
export function resumedRecord(
  session: Session,
  moreRounds: number | null,
  { lab, build }: Pick<ResumedRecord, 'lab' | 'build'>,
): ResumedRecord {
  const { header, end } = session
  return {
    record: 'resumed',
    atMs: measuredMs(session),
    at: new Date().toISOString(),
    lab,
    build,
    after: end?.reason ?? 'died',
    why: end?.message ?? 'the lab ended before the session did',
    rounds: moreRounds === null ? header.rounds : fixed(roundsBegun(session) + moreRounds),
  }
}

/** @returns why there is nothing to continue; null if there is */
export function nothingToResume({ header, end }: Session, moreRounds: number | null): string | null {
  if (header.request === undefined || header.checksums === undefined) {
    return `Lockstep ${header.lab} wrote it, which did not yet keep what it takes to continue a session: run the experiment again`
  }
  const isDone = end?.reason === 'complete' && end.by !== 'budget'
  if (!isDone || moreRounds !== null) return null
  return `its plan is done (${end.message}): to measure more, say how many rounds, such as --rounds +6`
}

/** @returns what a person should know if another Lockstep goes on than the one that began; null if it is the same */
export function otherBuild(began: SessionHeader, { lab, build }: ResumedRecord): string | null {
  if (began.lab === lab && began.build === build) return null
  const nameOf = (one: { lab: string; build?: string | undefined }): string =>
    `Lockstep ${one.lab}${one.build === undefined ? '' : ` (build ${one.build})`}`
  return `Another build goes on: ${nameOf(began)} began the session, ${nameOf({ lab, build })} resumed it. What it changed may show between the rounds before and after.`
}

function fixed(rounds: number): { min: number; max: number } {
  return { min: rounds, max: rounds }
}

function roundsBegun({ trials, unmonitored }: Session): number {
  return [...trials, ...unmonitored].reduce((most, { round }) => Math.max(most, round + 1), 0)
}

/** The time of a session counts only while it is measured: it goes on from the last time that a record has. */
function measuredMs({ trials, unmonitored, samples, warnings, resumptions, end }: Session): number {
  const times = [
    trials.at(-1)?.endedAtMs,
    unmonitored.at(-1)?.endedAtMs,
    ...[samples, warnings, resumptions].map((records) => records.at(-1)?.atMs),
    end?.atMs,
  ]
  return times.reduce<number>((last, time) => Math.max(last, time ?? 0), 0)
}
