import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowNotMeasured, rowOfPairs, type Pair } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { findHyperfine, findPyperf, missingText, peerText, type Peer } from '../machine/peers.ts'
import { startersOf, type Way } from '../machine/starters.ts'

const seed = 20263
/** Twice the peer's. */
const target = { low: null, high: 2 }
/** These rows measure how soon the lab answers and how soon it measures, each time in a process that has just been started. */
export const start: Bench = {
  name: 'start',
  budgetMs: 90_000,
  built: true,
  async run(surroundings) {
    const { signal } = surroundings
    const [hyperfine, pyperf] = [await findHyperfine(signal), await findPyperf(signal)]
    const times = await measure(surroundings, hyperfine, pyperf)
    return [...floorRows(times, hyperfine), ...firstRunRows(times, [hyperfine, pyperf]), ...helpRows(times, pyperf)]
  },
}

type Times = ReadonlyMap<Way, readonly number[]>

/** The floor of a program that is written for Node is that of hyperfine, which is not, and what Node itself takes. */
function floorRows(times: Times, hyperfine: Peer): readonly BenchRow[] {
  return (['check', 'list'] as const).map((way) => {
    const frame = { name: `start, ${way}`, unit: 'ms', target }
    if (hyperfine.kind === 'missing') {
      const note = `measured against Node's own start alone: ${missingText([hyperfine])}`
      return rowOfPairs({ ...frame, note }, paired(times, way, ['node']))
    }
    const note = "the peer's time is that of hyperfine --help and of an empty Node program together"
    return rowOfPairs(
      { ...frame, peerVersion: peerText(hyperfine), note },
      paired(times, way, ['hyperfine --help', 'node']),
    )
  })
}

function firstRunRows(times: Times, peers: readonly Peer[]): readonly BenchRow[] {
  return peers.map((peer) => {
    const frame = { name: `start, run vs ${peer.name}`, unit: 'ms', target }
    if (peer.kind === 'missing') return rowNotMeasured({ ...frame, note: missingText([peer]) })
    const note =
      "until the first program that it measures has started, a Node program for both; the peer's time is that and an empty Node program's"
    const way: Way = peer.name === 'pyperf' ? 'pyperf run' : 'hyperfine run'
    return rowOfPairs({ ...frame, peerVersion: peerText(peer), note }, paired(times, 'run', [way, 'node']))
  })
}

function helpRows(times: Times, pyperf: Peer): readonly BenchRow[] {
  const frame = { name: 'start, check vs pyperf', unit: 'ms', target }
  if (pyperf.kind === 'missing') return [rowNotMeasured({ ...frame, note: missingText([pyperf]) })]
  return [
    rowOfPairs(
      { ...frame, peerVersion: peerText(pyperf), note: "the peer's is pyperf --help" },
      paired(times, 'check', ['pyperf --help']),
    ),
  ]
}

/** Ours against the sum of those, round by round. */
function paired(times: Times, ours: Way, peers: readonly Way[]): readonly Pair[] {
  return (times.get(ours) ?? []).map((tookMs, round) => ({
    ours: tookMs,
    peer: peers.reduce((sum, way) => sum + (times.get(way)?.[round] ?? Number.NaN), 0),
  }))
}

async function measure(surroundings: BenchSurroundings, hyperfine: Peer, pyperf: Peer): Promise<Times> {
  const { signal, budgetMs, progress } = surroundings
  const starters = startersOf(surroundings, hyperfine, pyperf)
  // once each, so that all of them find their files in the system's memory
  for (const starter of starters) await starter.measure()
  const times = new Map<Way, number[]>(starters.map(({ way }) => [way, []]))
  const box = new TimeBox(budgetMs * 0.9, 2, () => performance.now())
  while (box.next()) {
    signal.throwIfAborted()
    progress(`round ${box.rounds}`, box.used)
    for (const { way, measure: once } of shuffledRound(starters, seed, box.rounds)) times.get(way)?.push(await once())
  }
  return times
}
