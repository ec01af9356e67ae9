import { conditionName } from '../../../experiments/core/names/condition-name.ts'
import { formatProblem } from '../../../experiments/core/definition/problem.ts'
import type { FileHash } from '../../../experiments/core/session/file-hash.ts'
import type { EndRecord, Session } from '../../../experiments/core/session/session.ts'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import type { ResumeResult, StartResult } from '../../../preload/contract.ts'
import type { ExperimentRef, Overrides } from '../../../preload/requests.ts'
import type { Lab } from '../../lab/lab.ts'
import { readToBuilder } from '../../store/reading/session-reader.ts'
import { UsageError } from './exit-codes.ts'
import type { Interruption } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'

export interface Measured {
  readonly path: string
  readonly session: Session
}

interface Following {
  /** Stands before the progress, and says which of several runs this is. */
  readonly heading?: string
  readonly interruption: Interruption
}

/**
 * Runs one experiment, with its progress and its warnings on stderr.
 * @throws UsageError if it was refused, Interrupted if a signal came before it started, Error if it measured nothing
 */
export async function measure(
  lab: Lab,
  ref: ExperimentRef,
  overrides: Overrides,
  { trusted = false, ...following }: Following & { readonly trusted?: boolean },
): Promise<Measured> {
  const measured = new SessionBuilder()
  const sessionId = await follow(lab, measured, following, async () => {
    const start = (files: readonly FileHash[]): Promise<StartResult> =>
      lab.api.start({ experiment: ref, overrides, trusted: [...files] })
    return startedId(await agreed(trusted, start), overrides)
  })
  return { path: lab.sessionPath(sessionId), session: measured.session }
}

/**
 * Continues the session of a file, likewise.
 * @throws UsageError if it was refused
 */
export async function measureRest(
  lab: Lab,
  path: string,
  {
    trusted,
    moreRounds,
    ...following
  }: Following & { readonly trusted: boolean; readonly moreRounds?: number | undefined },
): Promise<Measured> {
  const measured = await readToBuilder(path)
  await follow(lab, measured, following, async () => {
    const start = (files: readonly FileHash[]): Promise<ResumeResult> =>
      lab.resume(path, { moreRounds, trusted: [...files] })
    return startedId(await agreed(trusted, start), {})
  })
  return { path, session: measured.session }
}

/** Starts a run and waits for its end, while its records are added to what was measured. @returns the session's id */
async function follow(
  lab: Lab,
  measured: SessionBuilder,
  { heading = '', interruption }: Following,
  start: () => Promise<string>,
): Promise<string> {
  const line = new ProgressLine(process.stderr, heading)
  const told = new Set<string>()
  let unsubscribe = (): void => undefined
  const ended = new Promise<EndRecord>((resolve) => {
    unsubscribe = lab.subscribe({
      records(_sessionId, added) {
        for (const record of added) {
          if (measured.hasHeader || record.record === 'header') measured.add(record)
          if (record.record === 'warning') line.note(`warning: ${record.message}`)
          if (record.record === 'trial' && record.outcome.kind !== 'ok' && record.outcome.kind !== 'cancelled') {
            // one mistake of a program shows in many trials, and is told once
            const what = record.outcome.message.replace(/^worker \d+ /, '')
            if (!told.has(what))
              line.note(`${conditionName(record)}: ${record.outcome.kind}: ${record.outcome.message}`)
            told.add(what)
          }
          if (record.record === 'end') resolve(record)
        }
      },
      progress(progress) {
        line.show(progress)
      },
      sample: () => undefined,
    })
  })
  try {
    const sessionId = await interruption.orLeave(start())
    interruption.signal.addEventListener('abort', () => void lab.api.cancel(sessionId), { once: true })
    const { message } = await ended
    // The run failed before there was anything to show, for example because the disk is full.
    if (!measured.hasHeader) throw new Error(message)
    return sessionId
  } finally {
    unsubscribe()
    line.clear()
  }
}

/** @param trusted what the files are now is what the person agrees to */
async function agreed<Result extends StartResult | ResumeResult>(
  trusted: boolean,
  start: (files: readonly FileHash[]) => Promise<Result>,
): Promise<Result> {
  const result = await start([])
  if (!trusted || result.kind !== 'needs-trust') return result
  return await start(result.files.map(({ path, sha256 }) => ({ path, sha256 })))
}

/** @throws UsageError if the run was refused */
function startedId(result: StartResult | ResumeResult, overrides: Overrides): string {
  switch (result.kind) {
    case 'started':
      return result.sessionId
    case 'refused':
      if ('message' in result) throw new UsageError(result.message)
      throw new UsageError(
        result.problems
          .map((problem) => `${problem.line === 0 && problem.file in overrides ? '--' : ''}${formatProblem(problem)}`)
          .join('\n'),
      )
    case 'needs-trust':
      throw new UsageError(
        `This experiment runs code of its own: ${result.files.map(({ path }) => path).join(', ')}\n` +
          `${result.message === null ? '' : `${result.message}\n`}Read it, and if you trust it add --trust to run it.`,
      )
    case 'busy':
      throw new Error(`session ${result.sessionId} is running`)
  }
}
