import { hostname } from 'node:os'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { machineTitle } from '../../../experiments/core/session/same-machine.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import { labHome } from '../../store/home.ts'
import { readSession, SessionUnreadable } from '../../store/reading/session-reader.ts'
import { SessionFileError } from '../../store/session-writer.ts'
import { SessionHeld } from '../../store/session-hold.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { takeInFile } from '../../store/shelf/take-in.ts'
import { UsageError } from './exit-codes.ts'
import { sessionFile } from './named-session.ts'
import { print } from './print.ts'
import { summaryText } from './summary.ts'

/** Prints of a session what its run printed at its end. */
export async function show(name: string): Promise<void> {
  const path = await sessionFile(name, new SessionShelf(labHome(process.env)))
  await asUsage(async () => {
    printSession(await readSession(path), path)
  })
}

/** Keeps a copy of somebody's session, to be read only, and shows it. */
export async function open(file: string): Promise<void> {
  const shelf = new SessionShelf(labHome(process.env))
  await asUsage(async () => {
    const path = shelf.existing(await takeInFile(shelf, file))
    printSession(await readSession(path), path)
  })
}

/** What is wrong with a file is all that a person needs to know. */
export async function asUsage(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const isKnown = [SessionUnreadable, SessionFileError, SessionHeld].some((kind) => error instanceof kind)
    throw isKnown && error instanceof Error ? new UsageError(error.message, { cause: error }) : error
  }
}

function printSession(session: Session, path: string): void {
  const { machine } = session.header
  const { name = '', note = '' } = session.label ?? {}
  const about = [
    ...(machine.hostname === hostname() ? [] : [`Measured on another machine: ${machineTitle(machine)}`]),
    ...[name, note].filter((text) => text !== ''),
  ]
  const heading = about.length === 0 ? '' : `${about.join('\n')}\n\n`
  print(`${heading}${summaryText(session, curvesOf(session), path)}`)
}
