/** This is the entry of `npm start` and of `lockstep`: it runs commands in the terminal, and opens the lab's window without one. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CommanderError } from 'commander'
import { holdBuild, sweepBuilds } from '../../system/builds.ts'
import { outliveStreams } from '../../system/lost-streams.ts'
import { programsIn } from '../../system/programs.ts'
import { signalCodes } from '../end-signals.ts'
import { takeColour } from './colour.ts'
import { buildCommands } from './commands.ts'
import { exitCodes, UsageError } from './exit-codes.ts'
import { Interrupted } from './interruption.ts'
import { printAside } from './print.ts'

outliveStreams()

const build = dirname(import.meta.dirname)
const { version } = JSON.parse(readFileSync(join(build, 'package.json'), 'utf8')) as { version: string }

holdBuild(build)
const commands = buildCommands({ version, build, programs: programsIn(import.meta.dirname) })

try {
  await commands.parseAsync([...takeColour(process.argv)])
} catch (error) {
  process.exitCode = explain(error)
}
sweepBuilds(dirname(build), Date.now())

function explain(error: unknown): number {
  // Commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput
  if (error instanceof Interrupted) return signalCodes[error.signal]
  if (error instanceof UsageError) {
    printAside(`${error.message}\n`)
    return exitCodes.badInput
  }
  printAside(`lockstep: ${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env['LOCKSTEP_DEBUG'] !== undefined) console.error(error)
  return exitCodes.failed
}
