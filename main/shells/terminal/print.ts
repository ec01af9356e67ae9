import { exitCodes } from './exit-codes.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has had enough, as `head` has, is no failure of a command.
  if (error.code === 'EPIPE') return
  process.stderr.write(`lockstep: ${error.message}\n`)
  process.exitCode = exitCodes.failed
})

export function print(text: string): void {
  process.stdout.write(text)
}
