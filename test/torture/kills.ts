import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from '../../experiments/core/session/session.ts'
import { readSession } from '../../main/store/reading/session-reader.ts'
import { SeededNumbers } from '../../testbed/seeded-numbers.ts'
import { planMistakes } from '../../testbed/sessions/plan-mistakes.ts'
import type { Tally } from './tally.ts'
import { makeRack, type Rack } from './torture-lab.ts'

const launcher = join(import.meta.dirname, '..', '..', 'start.mjs')

/**
 * Runs are killed at a random moment, some of them once more while they are resumed; in the end each has measured
 * exactly what its seed planned.
 */
export async function kills(folder: string, count: number, tally: Tally): Promise<void> {
  const met = { 'before its first trial': 0, 'in the middle': 0, 'after its end': 0 }
  const runs = Array.from({ length: count }, (_, index) => index).values()
  const lane = async (): Promise<void> => {
    for (const seed of runs) {
      const rack = makeRack(join(folder, `kill-${seed}`))
      met[await killOne(rack, seed)]++
      tally.add(`kill ${seed}`, await resumeToTheEnd(rack, seed))
    }
  }
  await Promise.all([lane(), lane()])
  const counts = Object.entries(met).map(([when, times]) => `${times} ${when}`)
  console.log(`${count} kills: ${counts.join(', ')}`)
}

/** @returns when the kill met the run */
async function killOne(rack: Rack, seed: number) {
  const random = new SeededNumbers(seed)
  await killAt(startRun(rack, [...run(rack), '--seed', String(seed)]), rack, random)
  const session = await writtenBy(rack)
  if (session === null || session.trials.length === 0) return 'before its first trial'
  if (session.end !== null) return 'after its end'
  const path = sessionOf(rack)
  if (seed % 4 === 0 && path !== null) await killAt(startRun(rack, ['resume', path]), rack, random)
  return 'in the middle'
}

/** Kills a run when so many of its trials are written, and a moment has passed: however busy the machine is. */
async function killAt(child: ChildProcess, rack: Rack, random: SeededNumbers): Promise<void> {
  const gone = once(child, 'exit')
  const trials = Math.floor((trialsOfRun + 2) * random.uniform())
  while (child.exitCode === null && trialsWritten(rack) < trials) await sleep(10)
  await Promise.race([gone, sleep(300 * random.uniform())])
  child.kill('SIGKILL')
  await gone
}

function trialsWritten(rack: Rack): number {
  const path = sessionOf(rack)
  return path === null ? 0 : readFileSync(path, 'utf8').split('"record":"trial"').length - 1
}

async function resumeToTheEnd(rack: Rack, seed: number): Promise<string | null> {
  const before = await writtenBy(rack)
  // nothing was measured that could be lost
  if (before === null) return null
  if (before.end?.reason !== 'complete') {
    const resuming = startRun(rack, ['resume', sessionOf(rack) ?? ''])
    let said = ''
    resuming.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    const [code] = (await once(resuming, 'exit')) as [number | null]
    if (code !== 0) return `the resumed run of seed ${seed} ended with ${String(code)}: ${said.slice(-300)}`
  }
  const after = await writtenBy(rack)
  if (after === null) return 'the session is gone'
  const left = readdirSync(join(rack.folder, 'home', 'sessions')).filter((name) => !/\.(lockstep|log)$/.test(name))
  return left.length > 0 ? `files are left: ${left.join(', ')}` : (planMistakes(after)[0] ?? null)
}

/** What a run has left; null if it was killed before it had its header. */
export async function writtenBy(rack: Rack): Promise<Session | null> {
  const path = sessionOf(rack)
  return path === null ? null : await readSession(path).catch(() => null)
}

/** Five rounds of three conditions. */
const trialsOfRun = 15
const run = ({ experiment }: Rack) => ['run', experiment, '--quick', '--rounds', '5']

/** Starts the command line as a person does. */
export function startRun({ folder, python }: Rack, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [launcher, ...args, '--runtime', `cpython=${python}`], {
    env: { ...process.env, LOCKSTEP_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function sessionOf({ folder }: Rack): string | null {
  try {
    const sessions = join(folder, 'home', 'sessions')
    const name = readdirSync(sessions).find((file) => file.endsWith('.lockstep'))
    return name === undefined ? null : join(sessions, name)
  } catch {
    return null
  }
}
