import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { pinnedNode } from '../../main/system/node-path.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { measuredMs, overhead } from '../core/overhead.ts'
import { rowOfBound, rowOfPairs } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { runCommand, type CommandLine } from '../machine/command.ts'
import { findHyperfine, missingText, peerText, type Peer } from '../machine/peers.ts'
import { labCommand, labOptions, runLab } from '../machine/session-of-run.ts'

const seed = 20263
/** The share of the budget for the commands; the rest is for whole runs. */
const commandShare = 0.6

/**
 * The bound of a quick run's wall time over the laps and start-ups in it. On two quiet cores it was 1.65 (1.62–1.67 in five
 * runs) when the lab still held a process ready for its first trial. It is a ratio, since times differ between machines.
 */
const runBound = 1.7

const experiment = `
lockstep: 1
title: Start
workload: { kernel: primes }
series: [node/serial, node/threads, node/processes]
workers: [1, 2]
baseline: none
`

/** Measures how soon the lab answers, each time in a new process, and how long a quick run takes as a whole. */
export const start: Bench = {
  name: 'start',
  budgetMs: 90_000,
  built: true,
  async run(surroundings) {
    const hyperfine = await findHyperfine(surroundings.signal)
    return [...(await commandRows(surroundings, hyperfine)), await runRow(surroundings)]
  },
}

type Command = 'check' | 'list' | 'node' | 'hyperfine'

/** The floor of a program for Node is that of hyperfine, which is not one, and the start of Node itself. */
async function commandRows(surroundings: BenchSurroundings, hyperfine: Peer): Promise<readonly BenchRow[]> {
  const times = await timeCommands(surroundings, hyperfine)
  return (['check', 'list'] as const).map((command) => {
    const pairs = times.map((round) => ({
      ours: round[command] ?? Number.NaN,
      peer: (round.node ?? Number.NaN) + (round.hyperfine ?? 0),
    }))
    const frame = { name: `start, ${command}`, unit: 'ms', target: { low: null, high: 3 } }
    if (hyperfine.kind === 'missing') {
      return rowOfPairs(
        { ...frame, note: `measured against Node's own start alone: ${missingText([hyperfine])}` },
        pairs,
      )
    }
    const note = "the peer's time is that of hyperfine --help and of an empty Node program together"
    return rowOfPairs({ ...frame, peerVersion: peerText(hyperfine), note }, pairs)
  })
}

type Times = Partial<Record<Command, number>>

/** @returns for each round, how long each command took to its end, in ms */
async function timeCommands(surroundings: BenchSurroundings, hyperfine: Peer): Promise<readonly Times[]> {
  const { root, folder, signal, budgetMs, progress } = surroundings
  const [file, empty] = [join(folder, 'start.yaml'), join(folder, 'empty.mjs')]
  writeFileSync(file, experiment)
  writeFileSync(empty, '')
  const commands: (readonly [Command, CommandLine])[] = [
    ['check', [...labCommand(root), 'check', file]],
    ['list', [...labCommand(root), 'list']],
    ['node', [pinnedNode(), empty]],
  ]
  if (hyperfine.kind === 'found') commands.push(['hyperfine', [...hyperfine.command, '--help']])
  const once = async (command: CommandLine): Promise<number> =>
    (await runCommand(command, { ...labOptions(folder), signal })).wallMs

  // Each runs once unmeasured, so that all of them find their files in the system's memory.
  for (const [, command] of commands) await once(command)
  const rounds: Times[] = []
  const box = new TimeBox(budgetMs * commandShare, 2, () => performance.now())
  while (box.next()) {
    progress(`round ${box.rounds}`, box.used * commandShare)
    const round: Times = {}
    for (const [name, command] of shuffledRound(commands, seed, box.rounds)) round[name] = await once(command)
    rounds.push(round)
  }
  return rounds
}

async function runRow(surroundings: BenchSurroundings): Promise<BenchRow> {
  const { budgetMs, progress } = surroundings
  const overheads: number[] = []
  const box = new TimeBox(budgetMs * (1 - commandShare), 2, () => performance.now())
  while (box.next()) {
    progress(`run ${box.rounds}`, commandShare + box.used * (1 - commandShare))
    const { wallMs, session } = await runLab(surroundings, experiment, ['--quick'])
    overheads.push(overhead(wallMs, measuredMs(session)))
  }
  const note = 'the wall time of a quick run over the laps and start-ups in it, calibration and warm-up included'
  const frame = { name: 'start, run', unit: '', target: { low: null, high: 1 }, note }
  return rowOfBound({ ...frame, bound: runBound }, overheads)
}
