import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import type { FileHash } from '../../../experiments/core/session/file-hash.ts'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { describeMachine } from '../../../main/machine/machine.ts'
import { Monitor } from '../../../main/monitor/monitor.ts'
import { Reaper } from '../../../main/reaper/reaper.ts'
import { RunningSession } from '../../../main/session/running-session.ts'
import type { Progress } from '../../../preload/contract.ts'
import { pinnedRuntime, programs } from '../trial-programs/trial-harness.ts'

export interface StartedSession {
  readonly session: RunningSession
  /** All that it published so far. */
  readonly records: readonly SessionRecord[]
  /** Resolves with the first progress that fits, from now on. */
  readonly reaches: (fits: (progress: Progress) => boolean) => Promise<Progress>
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-session-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Starts a session of quick Node trials, with a monitor and a reaper of its own. */
export async function startSession(
  rounds: number,
  sessionsFolder = temporaryFolder(),
  files: readonly FileHash[] = [],
): Promise<StartedSession> {
  const text = `lockstep: 1
title: In a test
workload: { kernel: primes, size: 500, tasks: 4 }
series: [node/threads, node/processes]
workers: [2]
warmup: 0
laps: 1
rounds: ${rounds}
`
  const parsed = parseExperiment('in-a-test.yaml', Buffer.from(text))
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed))
  const { experiment } = parsed
  const node = await pinnedRuntime()
  const machine = await describeMachine(node.info.version)
  const plan = makePlan(experiment, { usableCores: machine.usableCores, obstacle: () => null })
  const nodePath = process.execPath
  const reaper = Reaper.start({ nodePath, program: programs.reaper, labId: randomUUID(), home: temporaryFolder() })
  let session: RunningSession | null = null
  const monitor = Monitor.start(programs.monitor, {
    sample: (sample, clockUs) => session?.sample(sample, clockUs),
    overLimit: (pid, rssBytes) => session?.overLimit(pid, rssBytes),
  })
  onTestFinished(async () => {
    session?.cancel()
    await session?.done
    await monitor.close()
    await reaper.close()
  })
  const records: SessionRecord[] = []
  const waiting = new Set<(progress: Progress) => void>()
  session = RunningSession.start({
    experiment,
    plan,
    seed: 1,
    quick: true,
    file: null,
    files,
    request: { experiment: { kind: 'catalog', id: experiment.id }, overrides: {} },
    labVersion: '0.0.0',
    sessionsFolder,
    machine,
    runtimes: [node],
    monitor,
    reaper,
    programs,
    nodePath,
    events: {
      records: (_id, some) => {
        records.push(...some)
      },
      progress: (progress) => {
        for (const look of waiting) look(progress)
      },
    },
  })
  const reaches = (fits: (progress: Progress) => boolean): Promise<Progress> =>
    new Promise((resolve) => {
      const look = (progress: Progress): void => {
        if (!fits(progress)) return
        waiting.delete(look)
        resolve(progress)
      }
      waiting.add(look)
    })
  return { session, records, reaches }
}
