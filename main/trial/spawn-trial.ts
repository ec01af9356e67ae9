import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { childEnvironment } from '../system/child-environment.ts'
import { nowUs } from '../system/clock.ts'
import { ownGroup, startProcess } from '../system/start-process.ts'
import type { TrialWorkload } from './trial-request.ts'

export interface TrialCommand {
  readonly command: readonly [string, ...string[]]
  /**
   * The process starts in this folder of the lab's own, because a Python that starts another one lets it find modules
   * where it stands. A program of the person's own is at home in its own folder as soon as the trial's program loads it.
   */
  readonly cwd: string
  /** These variables come on top of the lab's own environment; undefined takes one away. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface TrialProcess {
  /** What the program says to the lab goes through this pipe, its descriptor 3, if it can write to one. */
  readonly channel: Readable | null
  /** Every process that the trial starts inherits this setting of its environment. */
  readonly mark: string
  readonly child: ChildProcess
  readonly spawnedUs: number
}

/** Starts a trial's process, which waits for its request, in a process group of its own. */
export function spawnTrial({ command, cwd, env }: TrialCommand, workload: TrialWorkload, labId: string): TrialProcess {
  const work = workload.kind === 'module' || workload.kind === 'script' ? 'trusted' : 'built-in'
  const trialId = randomUUID()
  const spawnedUs = nowUs()
  const child = startProcess(command, {
    ...ownGroup,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    cwd,
    env: { ...childEnvironment(process.env, work), LOCKSTEP_LAB: labId, LOCKSTEP_TRIAL: trialId, ...env },
  })
  // a process that could not be started has no streams
  const streams = child.stdio as ChildProcess['stdio'] | undefined
  const channel = (streams?.[3] ?? null) as Readable | null
  return { mark: `LOCKSTEP_TRIAL=${trialId}`, channel, child, spawnedUs }
}

/** Returns a mark for the processes of a lab, by which its reaper finds them. */
export function newLabId(): string {
  return randomUUID()
}
