/** This is the entry of `npm start` and of `lockstep`: it runs commands in the terminal, and opens the lab's window without one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { programsIn } from '../../system/programs.ts'
import { buildCommands } from './commands.ts'
import { exitCodes, UsageError } from './exit-codes.ts'

const root = join(import.meta.dirname, '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const commands = buildCommands({ version, root, programs: programsIn(import.meta.dirname) })

try {
  await commands.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

function explain(error: unknown): number {
  // Commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return exitCodes.badInput
  }
  process.stderr.write(`lockstep: ${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env['LOCKSTEP_DEBUG'] !== undefined) console.error(error)
  return exitCodes.failed
}
