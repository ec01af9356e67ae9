import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { nowUs } from '../system/clock.ts'

export interface TrialCommand {
  readonly command: readonly [string, ...string[]]
  /** These variables come on top of the lab's own environment; undefined takes one away. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface TrialProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly spawnedUs: number
}

/** Starts a trial's process, which waits for its request, in a process group of its own. */
export function spawnTrial({ command, env }: TrialCommand, labId: string): TrialProcess {
  const [program, ...programArguments] = command
  const spawnedUs = nowUs()
  const child = spawn(program, programArguments, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: { ...trialEnvironment(labId), ...env },
  })
  return { child, spawnedUs }
}

/** Options that people set for their own Node would change what is measured. */
export function trialEnvironment(labId: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env
  return { ...rest, LOCKSTEP_LAB: labId }
}

/** Returns a mark for the processes of a lab, by which its reaper finds them. */
export function newLabId(): string {
  return randomUUID()
}
