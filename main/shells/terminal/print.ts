import { forTerminal } from '../../../experiments/core/text/for-terminal.ts'
import { exitCodes } from './exit-codes.ts'

/** A reader that has had enough, as `head` has, and a terminal that is gone, are no failures of a command. */
const goneReader = new Set(['EPIPE', 'EIO'])

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (goneReader.has(error.code ?? '')) return
  process.stderr.write(`lockstep: ${error.message}\n`)
  process.exitCode = exitCodes.failed
})

export function print(text: string): void {
  process.stdout.write(forTerminal(text))
}

/** Says something beside the result. */
export function printAside(text: string): void {
  process.stderr.write(forTerminal(text))
}

/** Prints what was measured. If that could not be printed whole, the exit code says so; the session is kept in any case. */
export async function printResult(text: string): Promise<void> {
  const error = await new Promise<unknown>((resolve) => {
    process.stdout.write(forTerminal(text), resolve)
  })
  if (error instanceof Error) process.exitCode = exitCodes.failed
}
