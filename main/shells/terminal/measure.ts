import { conditionName } from '../../../experiments/core/names/condition-name.ts'
import { formatProblem } from '../../../experiments/core/definition/problem.ts'
import type { EndRecord, Session } from '../../../experiments/core/session/session.ts'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import type { ExperimentRef, Overrides, StartRequest, StartResult } from '../../../preload/contract.ts'
import type { Lab } from '../../lab/lab.ts'
import { UsageError } from './exit-codes.ts'
import type { Interruption } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'

export interface Measured {
  readonly path: string
  readonly session: Session
}

/**
 * Runs one experiment, with its progress and its warnings on stderr.
 * @throws UsageError if it was refused, Interrupted if a signal came before it started, Error if it measured nothing
 */
export async function measure(
  lab: Lab,
  ref: ExperimentRef,
  overrides: Overrides,
  { trusted = false, heading = '', interruption }: { trusted?: boolean; heading?: string; interruption: Interruption },
): Promise<Measured> {
  const measured = new SessionBuilder()
  const line = new ProgressLine(process.stderr, heading)
  let unsubscribe = (): void => undefined
  const ended = new Promise<EndRecord>((resolve) => {
    unsubscribe = lab.subscribe({
      records(_sessionId, added) {
        for (const record of added) {
          if (measured.hasHeader || record.record === 'header') measured.add(record)
          if (record.record === 'warning') line.note(`warning: ${record.message}`)
          if (record.record === 'trial' && record.outcome.kind !== 'ok' && record.outcome.kind !== 'cancelled') {
            line.note(`${conditionName(record)}: ${record.outcome.kind}: ${record.outcome.message}`)
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
    const starting = start(lab, { experiment: ref, overrides }, trusted)
    const sessionId = startedId(await interruption.orLeave(starting), overrides)
    interruption.signal.addEventListener('abort', () => void lab.api.cancel(sessionId), { once: true })
    const { message } = await ended
    // The run failed before there was anything to show, for example because the disk is full.
    if (!measured.hasHeader) throw new Error(message)
    return { path: lab.sessionPath(sessionId), session: measured.session }
  } finally {
    unsubscribe()
    line.clear()
  }
}

/** @param trusted what the files are now is what the person agrees to */
async function start(
  { api }: Lab,
  request: Pick<StartRequest, 'experiment' | 'overrides'>,
  trusted: boolean,
): Promise<StartResult> {
  const result = await api.start({ ...request, trusted: [] })
  if (!trusted || result.kind !== 'needs-trust') return result
  return await api.start({ ...request, trusted: result.files.map(({ path, sha256 }) => ({ path, sha256 })) })
}

/** @throws UsageError if the run was refused */
function startedId(result: StartResult, overrides: Overrides): string {
  switch (result.kind) {
    case 'started':
      return result.sessionId
    case 'refused':
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
