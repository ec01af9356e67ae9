import { geometricInterval } from '../../experiments/core/numbers/interval.ts'
import { median } from '../../experiments/core/numbers/statistics.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { measuredMs, overhead } from '../core/overhead.ts'
import { rowNotMeasured, rowOf, rowOfPairs } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { hyperfineOverhead, pyperfOverhead, type PeerConditions } from '../machine/peer-runs.ts'
import { findHyperfine, findPyperf, missingText, peerText, type Peer } from '../machine/peers.ts'
import { runLab } from '../machine/session-of-run.ts'

/** Each condition has these, in the lab and in the peers alike. */
const [warmup, laps, rounds] = [1, 20, 1]
const size = 2000
const tasks = 400
const workers = 2

const experiment = `
lockstep: 1
title: Harness
workload: { kernel: primes, size: ${size}, tasks: ${tasks} }
series: [node/serial, node/processes]
workers: [${workers}]
baseline: none
warmup: ${warmup}
laps: ${laps}
rounds: ${rounds}
`

/** These rows measure what measuring costs: the wall time of a whole run over the laps and start-ups that were measured in it. */
export const harness: Bench = {
  name: 'harness',
  budgetMs: 150_000,
  built: true,
  async run(surroundings) {
    const peers = [await findHyperfine(surroundings.signal), await findPyperf(surroundings.signal)]
    const { ours, calibration, theirs } = await measure(surroundings, peers)
    const frame = { unit: '', target: { low: null, high: 1.1 } }
    return [
      rowOf({
        ...frame,
        name: 'harness',
        ours: median(ours),
        peer: null,
        ratio: geometricInterval(ours.map(Math.log)),
        of: 'wall time ÷ laps and start-ups',
        pairs: ours.length,
        note: `${rounds} round of ${laps} laps after ${warmup} of warm-up, calibration included`,
      }),
      ...peers.map((peer) => againstPeer(peer, ours, theirs.get(peer.name) ?? [], median(calibration))),
    ]
  },
}

function againstPeer(peer: Peer, ours: readonly number[], theirs: readonly number[], calibration: number): BenchRow {
  const frame = { name: `harness vs ${peer.name}`, unit: '', target: { low: null, high: 1 } }
  if (peer.kind === 'missing') return rowNotMeasured({ ...frame, note: missingText([peer]) })
  const note = `the same work, warm-up and number of runs; ours calibrates first, which is ${calibration.toFixed(3)} of ours`
  return rowOfPairs(
    { ...frame, peerVersion: peerText(peer), note },
    ours.map((own, round) => ({ ours: own, peer: theirs[round] ?? Number.NaN })),
  )
}

interface Overheads {
  readonly ours: readonly number[]
  /** The calibration's part of ours. */
  readonly calibration: readonly number[]
  readonly theirs: ReadonlyMap<string, readonly number[]>
}

async function measure(surroundings: BenchSurroundings, peers: readonly Peer[]): Promise<Overheads> {
  const { folder, signal, budgetMs, progress } = surroundings
  const ours: number[] = []
  const calibration: number[] = []
  const theirs = new Map<string, number[]>(peers.map(({ name }) => [name, []]))
  const conditions: PeerConditions = { size, tasks, conditions: [], warmup, laps, rounds }
  const box = new TimeBox(budgetMs, 2, () => performance.now())
  while (box.next()) {
    progress(`round ${box.rounds}: the lab`, box.used)
    const { wallMs, session } = await runLab(surroundings, experiment)
    ours.push(overhead(wallMs, measuredMs(session)))
    calibration.push(overhead(session.trials[0]?.startedAtMs ?? Number.NaN, measuredMs(session)))
    conditions.conditions = session.header.conditions.map((one) => ({ workers: one.workers, passes: one.passes ?? 1 }))
    for (const peer of peers) {
      if (peer.kind === 'missing') continue
      progress(`round ${box.rounds}: ${peer.name}`, box.used)
      const run = peer.name === 'pyperf' ? pyperfOverhead : hyperfineOverhead
      theirs.get(peer.name)?.push(await run(peer.command, conditions, { folder, signal }))
    }
  }
  return { ours, calibration, theirs }
}
