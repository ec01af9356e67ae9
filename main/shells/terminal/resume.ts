import { SessionUnreadable } from '../../store/reading/session-reader.ts'
import { labHome } from '../../store/home.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { UsageError } from './exit-codes.ts'
import { measureRest } from './measure.ts'
import { sessionFile } from './named-session.ts'
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
      const shelf = new SessionShelf(labHome(process.env))
      const path = await sessionFile(name, shelf)
      if (shelf.isReadOnly(path))
        throw new UsageError(`${name} came from elsewhere and is read only: it cannot be resumed`)
      return await measureRest(lab, path, { moreRounds, trusted: trust === true, interruption })
    } catch (error) {
      if (error instanceof SessionUnreadable) throw new UsageError(error.message, { cause: error })
      throw error
    }
  })
}
