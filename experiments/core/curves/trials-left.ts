import { conditionId } from '../names/condition-name.ts'
import { mean } from '../numbers/statistics.ts'
import { trialsOfRound } from '../plan/turns.ts'
import { placeOf } from '../session/counted-trials.ts'
import { FailedConditions } from '../session/failed-conditions.ts'
import type { Session } from '../session/session.ts'
import { formatDuration } from '../text/format-duration.ts'
import { countedRange } from '../text/format-number.ts'
import { stoppingRounds } from './stopping.ts'

/**
 * Says what a session that was interrupted lacks: "12 of 40 trials are missing, about 3 min". It is a range where the
 * rounds may end early, on precision.
 */
export function trialsLeftText(session: Pick<Session, 'header' | 'trials' | 'unmonitored'>): string {
  const { header } = session
  const counted = [...session.trials, ...session.unmonitored].filter(({ outcome }) => outcome.kind !== 'cancelled')
  // a disturbed trial and its repeat have one place
  const done = new Map(counted.map((one) => [`${placeOf(one)} ${one.monitor ?? ''}`, one]))
  const failed = new FailedConditions(header)
  for (const trial of counted) failed.add(conditionId(trial), trial.outcome)
  const isLive = (one: Parameters<typeof conditionId>[0]): boolean => !failed.isGivenUp(conditionId(one))
  const perRound = trialsOfRound(header.conditions.filter(isLive), header.monitor ?? 'on')
  const doneOfLive = [...done.values()].filter(isLive).length
  const rounds = counted.reduce((most, { round }) => Math.max(most, round + 1), 0)
  const missingUpTo = (round: number): number => Math.max(0, perRound * round - doneOfLive)
  const missing = {
    min: missingUpTo(Math.min(header.rounds.max, Math.max(rounds, stoppingRounds(header.rounds)))),
    max: missingUpTo(header.rounds.max),
  }
  const total = countedRange({ min: done.size + missing.min, max: done.size + missing.max }, 'trial')
  const numbers = missing.min === missing.max ? String(missing.min) : `${missing.min} to ${missing.max}`
  const sentence = `${numbers} of ${total} ${missing.max === 1 ? 'is' : 'are'} missing`
  if (done.size === 0) return sentence
  const eachMs = mean([...done.values()].map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs))
  const [soonest, latest] = [formatDuration(missing.min * eachMs), formatDuration(missing.max * eachMs)]
  return `${sentence}, about ${soonest === latest ? soonest : `${soonest} to ${latest}`}`
}
