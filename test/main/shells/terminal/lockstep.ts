import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const launcher = join(import.meta.dirname, '..', '..', '..', '..', 'start.mjs')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly process: ChildProcess
  readonly home: string
  readonly ended: Promise<Ended>
  /** @returns what it has printed so far */
  stdout(): string
  stderr(): string
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

export interface LockstepOptions {
  readonly home?: string
  readonly cwd?: string
  /** These variables come on top of the tests' own; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The largest that a file of it may be; what would make one larger fails. */
  readonly fileBytes?: number
  /** So many files and connections may be open in it at once. */
  readonly openFiles?: number
}

/** Starts the command line as a person does, with a data folder of its own. */
export function startLockstep(args: readonly string[], options: LockstepOptions = {}): Started {
  const home = options.home ?? temporaryFolder()
  const { npm_lifecycle_event: _npm, ...env } = process.env
  const [program, ...rest] = limited([process.execPath, launcher, ...args], options)
  const child = spawn(program, rest, {
    cwd: options.cwd,
    env: { ...env, ...options.env, LOCKSTEP_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr })
    })
  })
  return { process: child, home, ended, stdout: () => stdout, stderr: () => stderr }
}

export function lockstep(args: readonly string[], options?: LockstepOptions): Promise<Ended> {
  return startLockstep(args, options).ended
}

/** Without the trap, the signal that comes with a file too large would end the process before it could say so. */
function limited(
  command: readonly [string, ...string[]],
  { fileBytes, openFiles }: LockstepOptions,
): readonly [string, ...string[]] {
  const limits = [
    // POSIX counts in blocks of 512 bytes
    ...(fileBytes === undefined ? [] : [`trap '' XFSZ; ulimit -f ${fileBytes / 512}`]),
    ...(openFiles === undefined ? [] : [`ulimit -n ${openFiles}`]),
  ]
  return limits.length === 0 ? command : ['sh', '-c', [...limits, 'exec "$@"'].join('; '), 'sh', ...command]
}
