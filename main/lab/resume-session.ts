import { isDeepStrictEqual } from 'node:util'
import { formatProblem, type Problem } from '../../experiments/core/definition/problem.ts'
import type { Plan } from '../../experiments/core/plan/plan.ts'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { ResumeResult } from '../../preload/contract.ts'
import { runRequestSchema, type ExperimentRef, type Overrides, type ResumeRequest } from '../../preload/requests.ts'
import { machineDifferences } from '../machine/machine-differences.ts'
import { nothingToResume, resumedRecord } from '../session/resumption.ts'
import type { InstalledRuntimes } from '../runtimes/installed-runtimes.ts'
import type { ExperimentSource } from '../store/experiment-source.ts'
import { readToBuilder, SessionUnreadable } from '../store/reading/session-reader.ts'
import { SessionHeld } from '../store/session-hold.ts'
import { SessionFileError, SessionWriter } from '../store/session-writer.ts'
import type { Programs } from '../system/programs.ts'
import type { TrustedFiles } from '../store/trusted-files.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import type { LabSessions } from './lab-sessions.ts'
import { changedSince, plannedBefore } from './resumed-plan.ts'
import { ownCodeOf } from './trust.ts'

/** An experiment with what it takes to run it here and now. */
export type Prepared =
  | (ExperimentSource & {
      readonly plan: Plan
      readonly runtimes: readonly InstalledRuntime[]
      /** The person's own files that a run executes. */
      readonly runs: readonly string[]
      /** The project's virtual environment, in which a script runs once the person has agreed to it; null if there is none. */
      readonly environment: string | null
    })
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

export interface ResumeOptions {
  readonly machine: Machine
  readonly version: string
  readonly programs: Pick<Programs, 'build'>
  readonly sessions: LabSessions
  readonly runtimes: Pick<InstalledRuntimes, 'quiet'>
  readonly trustedFiles: TrustedFiles
  readonly prepare: (experiment: ExperimentRef, overrides: Overrides, agreed: readonly FileHash[]) => Promise<Prepared>
}

export type ResumeOrder = Omit<ResumeRequest, 'sessionId'>

/** Continues the session of a file where it was interrupted, with the same seed, plan and passes. */
export async function resumeSession(options: ResumeOptions, path: string, order: ResumeOrder): Promise<ResumeResult> {
  const { sessions } = options
  await sessions.settled()
  if (sessions.running !== null) return { kind: 'busy', sessionId: sessions.running.id }
  let file: SessionWriter | null = null
  let result: ResumeResult | null = null
  try {
    file = SessionWriter.reopen(path)
    result = await resumeHeld(options, file, order)
    return result
  } catch (error) {
    const isKnown = [SessionHeld, SessionFileError, SessionUnreadable].some((kind) => error instanceof kind)
    if (isKnown && error instanceof Error) return { kind: 'refused', message: error.message }
    throw error
  } finally {
    // a session that runs closes its file at its end
    if (result?.kind !== 'started') file?.close()
  }
}

async function resumeHeld(options: ResumeOptions, file: SessionWriter, order: ResumeOrder): Promise<ResumeResult> {
  const { sessions, runtimes, machine, prepare, trustedFiles, version, programs } = options
  const refused = (why: string): ResumeResult => ({
    kind: 'refused',
    message: `${file.path} cannot be continued: ${why}`,
  })
  const measured = await readToBuilder(file.path)
  const { session } = measured
  const { header } = session
  const moreRounds = order.moreRounds ?? null
  const nothing = nothingToResume(session, moreRounds)
  if (nothing !== null) return refused(nothing)
  // before anything is looked at that the file names: it may come from another machine
  const [moved] = machineDifferences(header.machine, machine)
  if (moved !== undefined) return refused(`it was begun on another machine, or on this one set up otherwise: ${moved}`)
  const request = runRequestSchema.safeParse(header.request)
  if (!request.success) return refused('its header does not say what was asked to be run')
  const agreed = [...order.trusted, ...(await trustedFiles.list())]
  const prepared = await prepare(request.data.experiment, request.data.overrides, agreed)
  if (prepared.kind === 'refused') return refused(prepared.problems.map(formatProblem).join('; '))
  const { files, question } = ownCodeOf(prepared, agreed)
  // the environment of a project is looked at, and compared with what ran before, once its script is agreed to
  if (question !== null && prepared.environment !== null) return question
  const changed = changedSince(header, prepared, version)
  if (changed.length > 0) return refused(`${changed.join('; ')}. Run the experiment again, or put back what was`)
  const other = files.filter((one) => !header.experiment.files?.some((then) => isDeepStrictEqual(then, one)))
  if (other.length > 0) return refused(`${other.map(({ path }) => path).join(' and ')} changed since the session began`)
  if (question !== null) return question
  await runtimes.quiet()
  // this is asked last: nothing waits from here on, so that no second run can slip in
  if (sessions.running !== null) return { kind: 'busy', sessionId: sessions.running.id }
  const record = resumedRecord(session, moreRounds, { lab: version, build: programs.build })
  const { id } = sessions.start(
    {
      experiment: prepared.experiment,
      request: request.data,
      plan: plannedBefore(header, prepared.plan, record.rounds),
      runtimes: prepared.runtimes,
      seed: header.seed,
      quick: header.quick,
      file: header.experiment.file,
      files,
    },
    { file, measured, record },
  )
  if (order.remember !== undefined) await trustedFiles.add(order.remember)
  return { kind: 'started', sessionId: id }
}
