import { constants, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { forTerminal } from '../../../experiments/core/text/for-terminal.ts'
import { exitCodes } from './exit-codes.ts'

/** A reader that has had enough, as `head` has, and a terminal that is gone, are no failures of a command. */
const goneReader = new Set(['EPIPE', 'EIO'])

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (goneReader.has(error.code ?? '')) return
  process.stderr.write(`lockstep: standard output could not be written: ${error.message}\n`)
  process.exitCode = exitCodes.failed
})

export function print(text: string): void {
  process.stdout.write(forTerminal(text))
}

/** Says something beside the result. */
export function printAside(text: string): void {
  process.stderr.write(forTerminal(text))
}

export interface Result {
  readonly text: string
  /** Whether somebody asked for it in this form (`--json`), and so waits for it. */
  readonly asked: boolean
  /** Where it is kept in any case, for a person whom it did not reach. */
  readonly kept: string
}

/** Prints what was measured. If that could not be printed whole, the exit code says so, and stderr where it is kept. */
export async function printResult({ text, asked, kept }: Result): Promise<void> {
  const isNull = asked && isNullDevice('self')
  const isClosed = isNull && closedByShell()
  const error: NodeJS.ErrnoException | null = isClosed ? new Error('it is closed') : await written(text)
  if (error !== null) process.exitCode = exitCodes.failed
  else if (!isNull) return
  if (goneReader.has(error?.code ?? '')) return
  const state = isClosed ? 'is closed' : 'is closed or goes to /dev/null'
  const lost = isNull ? `standard output ${state}: nothing was printed. ` : ''
  printAside(`lockstep: ${lost}What was measured is kept in ${kept}\n`)
}

async function written(text: string): Promise<NodeJS.ErrnoException | null> {
  return await new Promise((resolve) => {
    process.stdout.write(forTerminal(text), (error) => {
      resolve(error ?? null)
    })
  })
}

/**
 * Node opens /dev/null, for reading and writing, in place of a stream that was closed when it started. A program that throws
 * away what another one prints may do the same: Python's subprocess does, and Node's own child_process.
 */
function isNullDevice(whose: string): boolean {
  try {
    if (readlinkSync(`/proc/${whose}/fd/1`) !== '/dev/null') return false
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/${whose}/fdinfo/1`, 'latin1'))?.[1] ?? ''
    return (parseInt(flags, 8) & constants.O_RDWR) !== 0
  } catch {
    return false
  }
}

/** A shell opens /dev/null for writing only: one that did not get it from elsewhere has closed the stream (`>&-`). */
function closedByShell(): boolean {
  const parent = String(process.ppid)
  try {
    const program = readlinkSync(`/proc/${parent}/exe`)
    const shells = readFileSync('/etc/shells', 'utf8').split('\n')
    return shells.some((shell) => shell.startsWith('/') && pathOf(shell) === program) && !isNullDevice(parent)
  } catch {
    return false
  }
}

/** @returns where a shell's name leads; not all that are listed need be there */
function pathOf(shell: string): string | null {
  try {
    return realpathSync(shell)
  } catch {
    return null
  }
}
