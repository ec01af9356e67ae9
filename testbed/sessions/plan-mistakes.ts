import { conditionId } from '../../experiments/core/names/condition-name.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { turnsOf } from '../../experiments/core/plan/turns.ts'
import { findSeries } from '../../experiments/core/names/series.ts'
import type { Session, SessionHeader, TrialRecord } from '../../experiments/core/session/session.ts'
import { FailedConditions } from '../../experiments/core/session/failed-conditions.ts'
import { monitoredConditions } from '../../main/session/monitored-conditions.ts'
import { Repeats } from '../../main/session/repeats.ts'

/**
 * Compares a session that has come to its end with the plan in its header: its trials, in the order in which they ran, are
 * every turn of every condition in every round once, in the order that follows from the seed, but for repeats of disturbed trials, and
 * for conditions that were given up. A trial that was cancelled counts as none.
 * @returns what is not as planned, a sentence each; empty if all is
 */
export function planMistakes(session: Session): readonly string[] {
  const { trials, unmonitored, end } = session
  if (end?.reason !== 'complete') return [`it has not come to its end: ${end?.message ?? 'it has none'}`]
  const all = [...trials, ...unmonitored].sort((a, b) => a.trial - b.trial)
  const order = orderMistake(
    session,
    all.filter(({ outcome }) => outcome.kind !== 'cancelled'),
  )
  return [...numberMistakes(session, all), ...(order === null ? [] : [order])]
}

function orderMistake({ header, end }: Session, trials: readonly TrialRecord[]): string | null {
  const [failed, repeats] = [new FailedConditions(header), new Repeats(header)]
  let at = 0
  for (let round = 0; round < header.rounds.max; round++) {
    if (at === trials.length && end?.by !== 'rounds') return null
    for (const place of placesOf(header, round, failed)) {
      for (let again = true; again;) {
        const trial = trials[at++]
        if (trial === undefined && end?.by === 'budget') return null
        if (trial === undefined) return `${place} is missing`
        if (placeOf(trial) !== place) return `expected ${place} as trial ${trial.trial}, got ${placeOf(trial)}`
        again = repeats.after(trial).again && header.monitor !== 'pairs' && !isRepeat(trials, at - 1)
        failed.add(conditionId(trial), trial.outcome)
      }
    }
  }
  const left = trials[at]
  return left === undefined ? null : `${placeOf(left)} is not in the plan`
}

function placesOf(header: SessionHeader, round: number, failed: FailedConditions): readonly string[] {
  const { conditions, seed, monitor = 'on' } = header
  const live = shuffledRound(turnsOf(conditions), seed, round).filter((one) => !failed.isGivenUp(conditionId(one)))
  return live.flatMap((one, place) => {
    const series = findSeries(one.series)
    const ways = series === undefined ? [] : monitoredConditions({ ...one, series }, monitor, seed + round, place)
    return ways.map((way) => placeName(round, one, monitor === 'pairs' ? way.monitor : undefined, one.turn))
  })
}

/** A trial is repeated once at the most. */
function isRepeat(trials: readonly TrialRecord[], at: number): boolean {
  const [before, trial] = [trials[at - 1], trials[at]]
  return before !== undefined && trial !== undefined && placeOf(before) === placeOf(trial)
}

function placeOf(trial: TrialRecord): string {
  return placeName(trial.round, trial, trial.monitor, trial.turn)
}

function placeName(
  round: number,
  condition: Parameters<typeof conditionId>[0],
  monitor: string | undefined,
  turn = 1,
): string {
  const further = `${turn === 1 ? '' : `, turn ${turn}`}${monitor === undefined ? '' : `, monitor ${monitor}`}`
  return `${conditionId(condition)} in round ${round + 1}${further}`
}

/** Laps and trials know each other by the trial's number, and the time of a session never goes back. */
function* numberMistakes({ laps }: Session, trials: readonly TrialRecord[]): Generator<string> {
  const ofLaps = laps.map(({ trial, lap }) => `${trial} ${lap}`)
  if (new Set(ofLaps).size < ofLaps.length) yield 'two laps of a trial have the same number'
  for (const [index, trial] of trials.slice(1).entries()) {
    const before = trials[index]
    if (before?.trial === trial.trial) yield `two trials have the number ${trial.trial}`
    if (before !== undefined && before.endedAtMs > trial.startedAtMs)
      yield `trial ${trial.trial} begins before ${before.trial} has ended`
  }
}
