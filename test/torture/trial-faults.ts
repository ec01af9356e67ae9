import { isDeepStrictEqual } from 'node:util'
import type { Session } from '../../experiments/core/session/session.ts'
import { faults, trialPhases, type Fault, type TrialPhase } from './faults.ts'
import type { TortureLab } from './torture-lab.ts'
import type { Tally } from './tally.ts'

/** A trial that meets one of these goes on, and its numbers are good. */
const harmless: ReadonlySet<Fault> = new Set(['rubbish', 'grandchildren', 'full pipe', 'EPIPE'])

/** A quick run has one lap of warm-up and two that are measured. */
const lapsEach = 3

/** Each fault in each phase, or in one phase each. */
function trialCells(whole: boolean): readonly (readonly [Fault, TrialPhase])[] {
  return faults.flatMap((fault, index) =>
    trialPhases.filter((_, at) => whole || at === index % trialPhases.length).map((phase) => [fault, phase] as const),
  )
}

/** A fault in one trial is that trial's outcome: all others are measured, and the session comes to its end. */
export async function trialFaults(torture: TortureLab, tally: Tally, whole: boolean): Promise<void> {
  const secondTrial = (await torture.calibrationTrials()) + 2
  for (const [fault, phase] of trialCells(whole)) {
    const { session } = await torture.run({ fault, phase, turn: phase === 'calibrate' ? 1 : secondTrial })
    tally.add(`${fault} × ${phase}`, problemOf(session, fault, phase))
  }
}

/** What befalls a program that has said that it is done harms nothing, unless it says more. */
function isHarmless(fault: Fault, phase: TrialPhase): boolean {
  return harmless.has(fault) || (phase === 'close' && fault !== '200,000 laps' && fault !== 'clock jump')
}

function problemOf(session: Session, fault: Fault, phase: TrialPhase): string | null {
  if (session.end?.reason !== 'complete') return `the session ended as ${session.end?.reason ?? 'nothing'}`
  const failed = session.trials.filter(({ outcome }) => outcome.kind !== 'ok')
  if (failed.length > 1) return `${failed.length} trials failed`
  for (const { series, workers } of session.header.conditions) {
    const rounds = new Set(
      session.trials.filter((trial) => trial.series === series && trial.workers === workers).map(({ round }) => round),
    )
    if (rounds.size !== session.header.rounds.max)
      return `${series} × ${workers} has ${rounds.size} rounds of ${session.header.rounds.max}`
  }
  if (phase !== 'calibrate' && failed.length === 0 && !isHarmless(fault, phase))
    return 'the trial passes for a good one'
  const good = new Set(session.trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ trial }) => trial))
  const laps = session.laps.filter(({ trial }) => good.has(trial))
  if (laps.length !== lapsEach * good.size)
    return `${laps.length} laps of ${good.size} good trials, not ${lapsEach} each`
  const times = laps.map(({ makespanMs }) => makespanMs)
  if (!times.every((ms) => isDeepStrictEqual(ms, times[0])))
    return `laps of other lengths than were sent: ${[...new Set(times)].join()}`
  return null
}
