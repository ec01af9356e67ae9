import { join } from 'node:path'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { programsIn } from '../../main/system/programs.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowNotMeasured, rowOfBound, rowOfPairs } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { packageText } from '../machine/peers.ts'
import { SamplingHost, startWaitingProcesses, type SamplingWay } from '../machine/sampling-host.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

const processes = 16
const ways: readonly SamplingWay[] = ['ours', 'systeminformation', 'pidusage']
/** Ours is long, as trials are: it opens the files of what it watches only once. */
const blockMs: Readonly<Record<SamplingWay, number>> = { ours: 6000, systeminformation: 1800, pidusage: 2400 }
/** V8 needs so many samples to compile what is called ten times a second. */
const warmUpMs: Readonly<Record<SamplingWay, number>> = { ours: 10_000, systeminformation: 1500, pidusage: 3000 }
const seed = 20262
/** A share of one core, at ten samples a second. */
const mostOfACore = 0.005

/** CPU time per sample, by way, one a round; and the share of one core that ours took. */
interface Costs {
  readonly perSampleMs: Readonly<Record<SamplingWay, number[]>>
  readonly oursShare: number[]
}

/** This row measures what it costs to sample the machine and sixteen processes: all CPU time of a process that does nothing else. */
export const monitor: Bench = {
  name: 'monitor',
  budgetMs: 75_000,
  built: true,
  async run(surroundings) {
    const frame = { name: 'monitor', unit: 'ms', target: { low: null, high: 0.05 } }
    if (process.platform !== 'linux')
      return [rowNotMeasured({ ...frame, note: 'the CPU time of programs that a sample starts is read from /proc' })]
    const { perSampleMs, oursShare } = await measure(surroundings)
    const against = (way: SamplingWay, what: string): BenchRow =>
      rowOfPairs(
        {
          ...frame,
          name: `monitor vs ${way}`,
          peerVersion: packageText(way),
          note: `CPU time of one sample of ${processes} processes; the peer's is ${what}`,
        },
        perSampleMs.ours.map((ours, round) => ({ ours, peer: perSampleMs[way][round] ?? Number.NaN })),
      )
    return [
      against('systeminformation', 'processes() and currentLoad(), with the ps that they start'),
      against('pidusage', 'pidusage(pids), which reads no cores'),
      rowOfBound(
        {
          name: 'monitor at 10 Hz',
          unit: '',
          bound: mostOfACore,
          target: { low: null, high: 1 },
          note: 'share of one core',
        },
        oursShare,
      ),
    ]
  },
}

async function measure({ signal, budgetMs, progress }: BenchSurroundings): Promise<Costs> {
  const watched = await startWaitingProcesses(processes)
  const { monitor: program } = programsIn(join(builtFolder(), 'main'))
  const hosts = ways.map((way) => ({ way, host: new SamplingHost(way, program, watched.pids) }))
  const costs: Costs = { perSampleMs: { ours: [], systeminformation: [], pidusage: [] }, oursShare: [] }
  try {
    for (const { way, host } of hosts) await host.sample(warmUpMs[way], signal)
    const warmedUpMs = Object.values(warmUpMs).reduce((sum, ms) => sum + ms, 0)
    const box = new TimeBox(budgetMs - warmedUpMs, 2, () => performance.now())
    while (box.next()) {
      progress(`round ${box.rounds}`, box.used)
      for (const { way, host } of shuffledRound(hosts, seed, box.rounds)) {
        const { samples, cpuMs, wallMs } = await host.sample(blockMs[way], signal)
        costs.perSampleMs[way].push(cpuMs / samples)
        if (way === 'ours') costs.oursShare.push(cpuMs / wallMs)
      }
    }
    return costs
  } finally {
    for (const { host } of hosts) host.close()
    watched.close()
  }
}
