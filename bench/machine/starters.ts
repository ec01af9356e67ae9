import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode } from '../../main/system/node-path.ts'
import type { BenchSurroundings } from '../core/bench.ts'
import { runCommand, type CommandLine, type CommandOptions } from './command.ts'
import type { Peer } from './peers.ts'
import { labCommand, labOptions } from './session-of-run.ts'

export type Way =
  'check' | 'list' | 'run' | 'node' | 'hyperfine --help' | 'hyperfine run' | 'pyperf --help' | 'pyperf run'

/** Something that is started anew for each time that it is measured. */
export interface Starter {
  readonly way: Way
  /** @returns how long it takes in ms, to its end or until the first code that it measures runs */
  readonly measure: () => Promise<number>
}

type Environment = Pick<CommandOptions, 'env'>

/** All that can be started here; every program that is measured by one of them is one for Node. */
export function startersOf(
  { root, folder, signal }: Pick<BenchSurroundings, 'root' | 'folder' | 'signal'>,
  hyperfine: Peer,
  pyperf: Peer,
): readonly Starter[] {
  const files = writeFiles(folder)
  const toEnd = (way: Way, command: CommandLine, options: Environment = {}): Starter => ({
    way,
    measure: async () => (await runCommand(command, { ...options, signal })).wallMs,
  })
  const toFirst = (way: Way, command: CommandLine, options: Environment = {}): Starter => ({
    way,
    measure: async () => {
      rmSync(files.stamp, { force: true })
      const { startedUs } = await runCommand(command, { ...options, signal })
      return (Number(readFileSync(files.stamp, 'utf8')) - startedUs) / 1e3
    },
  })
  const lab = labCommand(root)
  const run = ['run', files.experiment, '--trust', '--quick', '--rounds', '1', '--laps', '1']
  const starters = [
    toEnd('check', [...lab, 'check', files.experiment], labOptions(folder)),
    toEnd('list', [...lab, 'list'], labOptions(folder)),
    toFirst('run', [...lab, ...run], labOptions(folder)),
    toEnd('node', [pinnedNode(), files.empty]),
  ]
  if (hyperfine.kind === 'found') {
    const once = ['-N', '--runs', '2', '--style', 'none', `${pinnedNode()} ${files.program}`]
    starters.push(
      toEnd('hyperfine --help', [...hyperfine.command, '--help']),
      toFirst('hyperfine run', [...hyperfine.command, ...once]),
    )
  }
  if (pyperf.kind === 'found') {
    const once = ['command', '-p', '1', '-n', '1', '-w', '0', '-l', '1', '--', pinnedNode(), files.program]
    starters.push(
      toEnd('pyperf --help', [...pyperf.command, '--help']),
      toFirst('pyperf run', [...pyperf.command, ...once]),
    )
  }
  return starters
}

interface StartFiles {
  readonly experiment: string
  /** A program, and an experiment's module as well, of which the first to run leaves the time in `stamp`. */
  readonly program: string
  readonly stamp: string
  readonly empty: string
}

function writeFiles(folder: string): StartFiles {
  const files = {
    experiment: join(folder, 'start.yaml'),
    program: join(folder, 'start.mjs'),
    stamp: join(folder, 'stamp'),
    empty: join(folder, 'empty.mjs'),
  }
  const program = `
import { writeFileSync } from 'node:fs'
const [seconds, nanoseconds] = process.hrtime()
try {
  writeFileSync(${JSON.stringify(files.stamp)}, String(seconds * 1e6 + nanoseconds / 1e3), { flag: 'wx' })
} catch {
  // another one was first
}
export const run = (task) => task
`
  const experiment = `
lockstep: 1
title: Start
workload: { module: ./start.mjs, tasks: 2 }
series: [node/serial]
baseline: none
`
  writeFileSync(files.program, program)
  writeFileSync(files.experiment, experiment)
  writeFileSync(files.empty, '')
  return files
}
