import { constants, readFileSync, readlinkSync } from 'node:fs'
import { forTerminal } from '../../../experiments/core/text/for-terminal.ts'
import { coloured } from './colour.ts'
import { exitCodes } from './exit-codes.ts'
import { wrapped } from './wrapped.ts'

/** A reader that has had enough, as `head` has, and a terminal that is gone, are no failures of a command. */
const goneReader = new Set(['EPIPE', 'EIO'])

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (goneReader.has(error.code ?? '')) return
  process.stderr.write(`lockstep: standard output could not be written: ${error.message}\n`)
  process.exitCode = exitCodes.failed
})

export function print(text: string): void {
  process.stdout.write(shown(text, process.stdout))
}

/** Says something beside the result. */
export function printAside(text: string): void {
  process.stderr.write(shown(text, process.stderr))
}

/** A terminal gets lines that end between words, and colour; a file or another program what was written. */
function shown(text: string, stream: NodeJS.WriteStream): string {
  const safe = forTerminal(text)
  return coloured(stream.isTTY ? wrapped(safe, stream.columns) : safe, stream)
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
  const error: NodeJS.ErrnoException | null = asked && isClosed() ? new Error('it is closed') : await written(text)
  if (error === null) return
  process.exitCode = exitCodes.failed
  if (goneReader.has(error.code ?? '')) return
  const closed = error.code === undefined ? 'standard output is closed: nothing was printed. ' : ''
  printAside(`lockstep: ${closed}What was measured is kept in ${kept}\n`)
}

async function written(text: string): Promise<NodeJS.ErrnoException | null> {
  return await new Promise((resolve) => {
    process.stdout.write(shown(text, process.stdout), (error) => {
      resolve(error ?? null)
    })
  })
}

/**
 * Node opens /dev/null, for reading and writing, in place of a stream that was closed when it started: a shell that is
 * told to throw the output away opens it for writing only. Linux says which it was. A program that opens it for both, as
 * Python's subprocess.DEVNULL does, cannot be told from a closed stream.
 */
function isClosed(): boolean {
  try {
    if (readlinkSync('/proc/self/fd/1') !== '/dev/null') return false
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync('/proc/self/fdinfo/1', 'latin1'))?.[1] ?? ''
    return (parseInt(flags, 8) & constants.O_RDWR) !== 0
  } catch {
    return false
  }
}
