import { SeededNumbers } from '../../../testbed/seeded-numbers.ts'
import { hardwareOf, type ProfileName } from './profiles.ts'
import {
  scoreClaims,
  scoreLaws,
  scoreLosses,
  scorePeaks,
  scoreSpeedups,
  wholeRounds,
  type Simulated,
} from './scores.ts'
import { simulatedSession } from './simulated-session.ts'
import { Tally } from './tally.ts'
import { powers } from './truth.ts'
import { cpuBound, lawExperiment, lawWorks, worlds, type Works, type WorldName } from './worlds.ts'

/** What two sessions of one machine told, one of claims and one of laws, against what is true of it. */
export interface SessionScores {
  readonly claims: Tally
  readonly losses: Tally
  readonly peaks: Tally
  readonly speedups: Tally
  readonly laws: Tally
  /** Of the session of claims. */
  readonly rounds: number
}

/** The runtimes are those of the one world and of the other in turn. */
export async function scoredSessions(profile: ProfileName, seed: number): Promise<SessionScores> {
  const hardware = hardwareOf(profile, new SeededNumbers(seed).uniform())
  const world: WorldName = seed % 2 === 0 ? 'textbook' : 'opposite'
  const simulated = async (experiment: typeof cpuBound, works: Works): Promise<Simulated> => ({
    session: await simulatedSession({ experiment, hardware, works, seed }),
    hardware,
    works,
  })
  const claims = await simulated(cpuBound, worlds[world])
  const laws = await simulated(lawExperiment, lawWorks)
  const speedups = new Tally()
  for (const one of [claims, laws]) scoreSpeedups(one, speedups)
  return {
    claims: scoreClaims(claims, world, powers[profile]),
    losses: scoreLosses(laws),
    peaks: scorePeaks(laws),
    speedups,
    laws: scoreLaws(laws),
    rounds: wholeRounds(claims.session),
  }
}
