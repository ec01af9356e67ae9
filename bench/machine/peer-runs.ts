import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { pinnedNode } from '../../main/system/node-path.ts'
import { overhead } from '../core/overhead.ts'
import { runCommand, type CommandLine } from './command.ts'

/** The lab's conditions, for programs that time whole commands. */
export interface PeerConditions {
  readonly size: number
  readonly tasks: number
  /** A command for each: so many processes side by side, which share so many passes. */
  conditions: readonly { readonly workers: number; readonly passes: number }[]
  readonly warmup: number
  readonly laps: number
  readonly rounds: number
}

interface Place {
  readonly folder: string
  readonly signal: AbortSignal
}

const hyperfineSchema = z.object({ results: z.array(z.object({ times: z.array(z.number()) })) })
const pyperfSchema = z.object({
  benchmarks: z.array(z.object({ runs: z.array(z.object({ values: z.array(z.number()).default([]) })) })),
})

/** All conditions in one hyperfine a round. */
export async function hyperfineOverhead(
  command: CommandLine,
  conditions: PeerConditions,
  place: Place,
): Promise<number> {
  const { warmup, laps } = conditions
  const out = join(place.folder, 'hyperfine.json')
  let wallMs = 0
  const measuredMs: number[] = []
  for (let round = 0; round < conditions.rounds; round++) {
    const options = ['-N', '--style', 'none', '--warmup', String(warmup), '--runs', String(laps), '--export-json', out]
    const run = await runCommand([...command, ...options, ...programs(conditions, place)], place)
    wallMs += run.wallMs
    const { results } = hyperfineSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    measuredMs.push(...results.flatMap(({ times }) => times.map((seconds) => seconds * 1000)))
  }
  return overhead(wallMs, measuredMs)
}

/** One condition in each pyperf: it has no more. Its rounds are its processes. */
export async function pyperfOverhead(command: CommandLine, conditions: PeerConditions, place: Place): Promise<number> {
  const { warmup, laps, rounds } = conditions
  const out = join(place.folder, 'pyperf.json')
  let wallMs = 0
  const measuredMs: number[] = []
  for (const program of programs(conditions, place)) {
    rmSync(out, { force: true })
    const options = [
      'command',
      '-p',
      rounds,
      '-w',
      warmup,
      '-n',
      laps,
      '-l',
      1,
      '-q',
      '-o',
      out,
      '--',
      ...program.split(' '),
    ]
    const run = await runCommand([...command, ...options.map(String)], place)
    wallMs += run.wallMs
    const { benchmarks } = pyperfSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    const values = benchmarks.flatMap(({ runs }) => runs.flatMap((one) => one.values))
    measuredMs.push(...values.map((seconds) => seconds * 1000))
  }
  return overhead(wallMs, measuredMs)
}

/** A command line for each condition: a shell that starts the bare processes and waits for them. */
function programs({ conditions, size, tasks }: PeerConditions, { folder }: Place): readonly string[] {
  const program = join(import.meta.dirname, '..', 'programs', 'bare-primes.ts')
  return conditions.map(({ workers, passes }, index) => {
    const script = join(folder, `condition-${index}.sh`)
    const lines = Array.from(
      { length: workers },
      (_, worker) =>
        `${pinnedNode()} ${program} ${[worker, workers, size, tasks, passes, 0, 1].map(String).join(' ')} >/dev/null &`,
    )
    writeFileSync(script, `${[...lines, 'wait'].join('\n')}\n`)
    return `sh ${script}`
  })
}
