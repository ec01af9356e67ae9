import { spawn } from 'node:child_process'
import { nowUs } from '../../main/system/clock.ts'
import { killGroup } from '../../main/system/process-group.ts'

export type CommandLine = readonly [string, ...string[]]

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly signal: AbortSignal
}

export interface Finished {
  /** The time from just before it was started until its end was known here. */
  readonly wallMs: number
  /** On the monotonic clock. */
  readonly startedUs: number
  readonly stdout: string
}

/**
 * Runs a program to its end, in a process group of its own, which is ended with the bench.
 * @throws where it ends with anything but 0; the message holds what it said
 */
export async function runCommand(command: CommandLine, options: CommandOptions): Promise<Finished> {
  options.signal.throwIfAborted()
  const [program, ...args] = command
  const startedUs = nowUs()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  let stdout = ''
  let stderr = ''
  let endedUs = startedUs
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const end = (): void => {
    if (child.pid !== undefined) killGroup(child.pid)
  }
  options.signal.addEventListener('abort', end, { once: true })
  try {
    const ended = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', () => (endedUs = nowUs()))
      child.on('close', (code, signal) => {
        resolve(code ?? signal ?? 1)
      })
    })
    options.signal.throwIfAborted()
    if (ended !== 0) throw new Error(`${command.join(' ')} ended with ${ended}: ${stderr.trim().slice(-2000)}`)
    return { wallMs: (endedUs - startedUs) / 1e3, startedUs, stdout }
  } finally {
    options.signal.removeEventListener('abort', end)
  }
}
