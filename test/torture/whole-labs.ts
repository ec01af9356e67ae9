import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRun, writtenBy } from './kills.ts'
import type { Tally } from './tally.ts'
import { makeRack, TortureLab } from './torture-lab.ts'

/** Two labs that use one data folder at once: each measures its own session, and both list them. */
export async function twoLabs(folder: string, tally: Tally): Promise<void> {
  const home = join(folder, 'shared home')
  const labs = await Promise.all(['one', 'two'].map((name) => TortureLab.open(makeRack(join(folder, name)), home)))
  const runs = await Promise.all(labs.map((lab) => lab.run(null)))
  for (const { id, session } of runs) {
    const lists = await Promise.all(labs.map(({ lab }) => lab.api.sessions()))
    const listed = lists.every((entries) => entries.some((entry) => entry.id === id && entry.state === 'complete'))
    tally.add(
      'two labs',
      session.end?.reason !== 'complete' ? 'a run did not come to its end' : listed ? null : 'a list lacks a session',
    )
  }
  await Promise.all(labs.map(({ lab }) => lab.close()))
}

/** The lab itself is stopped for a while, or nobody reads any more what it prints: the run comes to its end. */
export async function faultsOfTheLab(folder: string, tally: Tally): Promise<void> {
  for (const fault of ['SIGSTOP', 'EPIPE'] as const) {
    const rack = makeRack(join(folder, `lab ${fault}`))
    const child = startRun(rack, ['run', rack.experiment, '--quick', '--rounds', '4', '--json'])
    await sleep(1500)
    if (fault === 'EPIPE') {
      child.stdout?.destroy()
      child.stderr?.destroy()
    } else {
      child.kill('SIGSTOP')
      await sleep(3000)
      child.kill('SIGCONT')
    }
    if (child.exitCode === null) await once(child, 'exit')
    const session = await writtenBy(rack)
    const ended = session?.end?.reason
    tally.add(`${fault} × write`, ended === 'complete' ? null : `the session ended as ${ended ?? 'nothing'}`)
  }
}
