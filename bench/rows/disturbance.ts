import { shareInterval } from '../../experiments/core/numbers/interval.ts'
import { mean } from '../../experiments/core/numbers/statistics.ts'
import type { Bench } from '../core/bench.ts'
import { rowOf } from '../core/rows-of.ts'
import { disturbedSession } from '../simulation/disturbed-session.ts'

const sessions = 200
const sequentialNote =
  'the same with all rounds of a condition one after the other: fewer than the target is what shuffling is for'
const oneCoreNote =
  'a load that takes a core, which fewer workers leave free: the intervals that hold, and those that the session leaves open'

/**
 * A background load for half of a session: how often the intervals hold the speedup of the undisturbed machine, by the
 * lab's own plan, order and statistics on simulated trials; and in sequential order.
 */
export const disturbance: Bench = {
  name: 'disturbance',
  budgetMs: 15_000,
  built: false,
  run({ progress, signal }) {
    const shares = { shuffled: [] as number[], sequential: [] as number[], oneCore: [] as number[] }
    for (let seed = 1; seed <= sessions; seed++) {
      signal.throwIfAborted()
      if (seed % 20 === 0) progress(`session ${seed}`, seed / sessions)
      shares.shuffled.push(disturbedSession(seed, 'shuffled', 'slows all'))
      shares.sequential.push(disturbedSession(seed, 'sequential', 'slows all'))
      shares.oneCore.push(disturbedSession(seed, 'shuffled', 'takes a core'))
    }
    const frame = { unit: '', of: 'intervals that hold the truth', pairs: sessions }
    const [ours, peer] = [mean(shares.shuffled), mean(shares.sequential)]
    return Promise.resolve([
      rowOf({
        ...frame,
        name: 'disturbance',
        ours,
        peer,
        peerVersion: 'sequential order',
        ratio: shareInterval(shares.shuffled),
        target: { low: 0.9, high: null },
        note: `${sessions} simulated sessions, a load that slows what runs by half on for half of each`,
      }),
      rowOf({
        ...frame,
        name: 'disturbance, sequential',
        ours: peer,
        peer: null,
        ratio: shareInterval(shares.sequential),
        target: { low: null, high: 0.9 },
        note: sequentialNote,
      }),
      rowOf({
        ...frame,
        name: 'disturbance, one core',
        ours: mean(shares.oneCore),
        peer: null,
        ratio: shareInterval(shares.oneCore),
        target: { low: 0.9, high: null },
        note: oneCoreNote,
      }),
    ])
  },
}
