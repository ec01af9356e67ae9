import { shareInterval } from '../../experiments/core/numbers/interval.ts'
import { mean } from '../../experiments/core/numbers/statistics.ts'
import type { Bench } from '../core/bench.ts'
import type { BenchRow, Target } from '../core/bench-row.ts'
import { rowOf, rowOfBound } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { scoredSessions, type SessionScores } from '../simulation/machines/bench-profile.ts'
import { profileNames, type ProfileName } from '../simulation/machines/profiles.ts'
import { commonestWrongs, Tally } from '../simulation/machines/tally.ts'
import { powers } from '../simulation/machines/truth.ts'

const sessions = 200
/** The fewest rounds by which a session can end because it is precise. */
const fewestRounds = 5

/**
 * Is the lab right on machines that this one is not? Simulated sessions by the real planner, calibration, rounds,
 * estimates, laws, time split and claims, on machines and work of which everything is known.
 */
export const machines: Bench = {
  name: 'machines',
  budgetMs: 600_000,
  built: false,
  async run({ budgetMs, progress, signal }) {
    const scores = new Map<ProfileName, SessionScores[]>(profileNames.map((name) => [name, []]))
    const box = new TimeBox(budgetMs, 2, () => performance.now())
    while (box.rounds < sessions && box.next()) {
      progress(`session ${box.rounds} of ${sessions} on each machine`, Math.max(box.used, box.rounds / sessions))
      for (const [name, list] of scores) {
        signal.throwIfAborted()
        list.push(await scoredSessions(name, box.rounds))
        await new Promise(setImmediate)
      }
    }
    return [...scores].flatMap(([name, list]) => rowsOf(name, list))
  },
}

function rowsOf(name: ProfileName, scores: readonly SessionScores[]): readonly BenchRow[] {
  const all = (pick: (one: SessionScores) => Tally): readonly Tally[] => scores.map(pick)
  const claims = all((one) => one.claims)
  const told = scores.map(({ claims, losses, peaks }) => joined(claims, losses, peaks))
  const [speedups, laws] = [all((one) => one.speedups), all((one) => one.laws)]
  return [
    shareRow(`${name}: wrong`, told, ({ wrong, all }) => wrong / all, { low: null, high: 0.01 }, commonestWrongs(told)),
    shareRow(
      `${name}: right`,
      claims,
      ({ right, all }) => right / all,
      { low: powers[name] === 'may' ? null : 0.8, high: null },
      openText(claims),
    ),
    shareRow(`${name}: speedups`, speedups, held, { low: 0.92, high: null }, coverageText(speedups)),
    shareRow(`${name}: laws`, laws, held, { low: 0.92, high: null }, coverageText(laws)),
    rowOfBound(
      { name: `${name}: rounds`, unit: '', bound: fewestRounds, target: { low: 1, high: null } },
      scores.map(({ rounds }) => Math.max(rounds, 0.1)),
    ),
  ]
}

function joined(...tallies: readonly Tally[]): Tally {
  const sum = new Tally()
  for (const { right, open, wrongs } of tallies) {
    sum.right += right
    sum.open += open
    sum.wrongs.push(...wrongs)
  }
  return sum
}

/** Of what a session decided at all. */
function held({ right, decided }: Tally): number {
  return right / decided
}

function openText(tallies: readonly Tally[]): string {
  const known = tallies.filter(({ all }) => all > 0)
  return known.length === 0
    ? 'nothing to tell'
    : `left open ${Math.round(100 * mean(known.map(({ open, all }) => open / all)))}%`
}

function coverageText(tallies: readonly Tally[]): string {
  const wrongs = commonestWrongs(tallies)
  return [openText(tallies), ...(wrongs === '' ? [] : [`missed: ${wrongs}`])].join('; ')
}

/**
 * The share of each session, on average. Simulated sessions are as many as it takes: the share itself is held against the
 * target, and its interval only shown.
 */
function shareRow(
  name: string,
  tallies: readonly Tally[],
  share: (tally: Tally) => number,
  target: Target,
  note: string,
): BenchRow {
  const shares = tallies.map(share).filter((one) => !Number.isNaN(one))
  const ratio = shareInterval(shares)
  const { value } = ratio
  const row = rowOf({
    name,
    unit: '',
    ours: value,
    peer: null,
    ratio,
    of: 'share of sessions',
    target,
    pairs: shares.length,
    note,
  })
  const met = value === null || (value >= (target.low ?? 0) && value <= (target.high ?? 1))
  return { ...row, met }
}
