import { conditionId, conditionName } from '../names/condition-name.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { Session } from '../session/session.ts'
import { busyMoments, type BusyMoment } from '../monitoring/worker-cores.ts'

/** The share of a condition's moments that was of some kind. */
export interface SeenShare {
  readonly name: string
  readonly workers: number
  readonly share: number
}

/** Fewer moments say little. */
const fewestMoments = 5
/** A moment or two in which workers changed places disturbs nothing. */
const muchOfIt = 0.1

/** The conditions that had many such moments, the worst first. None if the system does not report on which core threads run. */
export function seenOften(
  session: Session,
  counts: (workers: number) => boolean,
  isSo: (moment: BusyMoment) => boolean,
): readonly SeenShare[] {
  if (session.header.machine.topology === undefined) return []
  const trials = session.trials.filter(({ outcome, workers }) => outcome.kind === 'ok' && counts(workers))
  return [...groupBy(trials, conditionId).values()]
    .flatMap((ofCondition) => {
      const moments = ofCondition.flatMap((trial) => busyMoments(session, trial))
      const share = moments.length < fewestMoments ? 0 : moments.filter(isSo).length / moments.length
      const [condition] = ofCondition
      return condition !== undefined && share > muchOfIt
        ? [{ name: conditionName(condition), workers: condition.workers, share }]
        : []
    })
    .sort((a, b) => b.share - a.share)
}
