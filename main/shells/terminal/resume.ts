import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { SessionUnreadable } from '../../store/reading/session-reader.ts'
import { sessionExtension } from '../../store/session-writer.ts'
import type { Lab } from '../../lab/lab.ts'
import { UsageError } from './exit-codes.ts'
import { measureRest } from './measure.ts'
import { measureAndReport, type MeasuringOptions } from './run.ts'
import type { TerminalOptions } from './terminal-options.ts'

export interface ResumeCommandOptions extends MeasuringOptions {
  /** So many more than were begun. */
  readonly rounds?: number
}

/** Continues a session that was interrupted, and reports on the whole of it as `run` does. */
export async function resume(terminal: TerminalOptions, name: string, options: ResumeCommandOptions): Promise<void> {
  const { rounds: moreRounds, trust } = options
  await measureAndReport(terminal, options, async (lab, interruption) => {
    try {
      return await measureRest(lab, pathOf(lab, name), { moreRounds, trusted: trust === true, interruption })
    } catch (error) {
      if (error instanceof SessionUnreadable) throw new UsageError(error.message, { cause: error })
      throw error
    }
  })
}

/** @throws UsageError if there is no such session */
function pathOf(lab: Lab, name: string): string {
  const path = /[/\\]/.test(name) || name.endsWith(sessionExtension) ? resolve(name) : lab.sessionPath(name)
  if (existsSync(path)) return realpathSync(path)
  throw new UsageError(
    `${name}: there is no such session: expected the path of a session's file, or the id of one in the data folder (${path})`,
  )
}
