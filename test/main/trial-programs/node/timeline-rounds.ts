import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { timelineFacts, type TimelineFacts } from '../../../../experiments/core/timeline/timeline-facts.ts'
import { lapRecords } from '../../../../main/session/lap-records.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'
import type { TrialRequest } from '../../../../main/trial/trial-request.ts'
import { madeUpHeader } from '../../../../testbed/sessions/header.ts'
import { madeUpTrial } from '../../../../testbed/sessions/trial.ts'

const mostTrials = 5
/** Jython's trials take seconds each: no further one is begun after this. */
const patienceMs = 20_000

/**
 * Runs trials of one condition until one of them had its cores, five at most, and reads the timeline of all of them.
 * @returns facts whose state is "disturbed" where other programs had the cores in every trial
 */
export async function timelineOf(
  { series, executor, workers, switchIntervalMs }: TrialRequest,
  run: () => Promise<TrialRun>,
): Promise<TimelineFacts> {
  const records: SessionRecord[] = [madeUpHeader({ experiment: { definition: { switchIntervalMs } } })]
  const startedMs = performance.now()
  for (let trial = 0; ; trial++) {
    const done = await run()
    const { outcome } = done
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome))
    records.push(...lapRecords(done, trial, executor), ...madeUpTrial({ trial, round: trial, series, workers }))
    const found = timelineFacts(foldSession(records), series, workers)
    if (found === null) throw new Error('the trial left no timeline')
    const tried = trial + 1 === mostTrials || performance.now() - startedMs > patienceMs
    if (found.state !== 'disturbed' || tried) return found
  }
}

export const tooBusy = 'other programs had the cores in every trial: what a lock does cannot be seen'
