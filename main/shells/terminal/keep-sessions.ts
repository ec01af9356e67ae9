import { existsSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { longestName, longestNote, type LabelChange } from '../../../experiments/core/session/label.ts'
import { labHome } from '../../store/home.ts'
import { sessionExtension } from '../../store/session-writer.ts'
import { labelSession } from '../../store/shelf/label-session.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { bringBack, thrownAway, throwAway } from '../../store/shelf/trash.ts'
import { UsageError } from './exit-codes.ts'
import { sessionFile } from './named-session.ts'
import { print } from './print.ts'
import { asUsage } from './show.ts'

export interface NoteOptions {
  readonly name?: string
}

/** Notes something on a session, or names it; an empty text takes the note away. */
export async function note(session: string, text: string | undefined, { name }: NoteOptions): Promise<void> {
  if (text === undefined && name === undefined) {
    throw new UsageError(
      'note: got no text and no --name, expected what to write, such as: lockstep note last "browser open"',
    )
  }
  refuseLong('--name', name, longestName)
  refuseLong('the note', text, longestNote)
  const shelf = new SessionShelf(labHome(process.env))
  const path = await sessionFile(session, shelf)
  if (shelf.isReadOnly(path))
    throw new UsageError(`${session} came from elsewhere and is read only: it cannot be noted`)
  const change: LabelChange = { ...(name === undefined ? {} : { name }), ...(text === undefined ? {} : { note: text }) }
  await asUsage(async () => {
    const label = await labelSession(path, change)
    const shown = [label.name, label.note].filter((one) => one !== '').join(' · ')
    print(`${idOf(path)}\n    ${shown === '' ? 'no name and no note' : shown}\n`)
  })
}

function refuseLong(what: string, text: string | undefined, most: number): void {
  if (text !== undefined && text.length > most)
    throw new UsageError(`${what} is too long: got ${text.length} characters, expected at most ${most}`)
}

export interface RemoveOptions {
  readonly undo?: true
}

/** Moves sessions to the trash, or with `undo` back from it. */
export async function remove(names: readonly string[], { undo }: RemoveOptions): Promise<void> {
  const shelf = new SessionShelf(labHome(process.env))
  for (const name of names) {
    const id = undo === true ? trashedId(shelf, name) : keptId(shelf, await sessionFile(name, shelf))
    await asUsage(() => {
      if (undo === true) bringBack(shelf, id)
      else throwAway(shelf, id)
      return Promise.resolve()
    })
    print(undo === true ? `Back: ${id}\n` : `Moved to the trash: ${id}\nUndo with: lockstep rm --undo ${id}\n`)
  }
}

/** @throws UsageError for a beginning that is not one session's */
function trashedId(shelf: SessionShelf, name: string): string {
  const ids = thrownAway(shelf)
  const found = ids.filter((id) => id === name || id.startsWith(name))
  if (found.length === 1 || found.includes(name)) return found.includes(name) ? name : (found[0] ?? name)
  const there = ids.length === 0 ? 'which is empty' : `which holds:\n${ids.map((id) => `  ${id}`).join('\n')}`
  throw new UsageError(`${name}: ${found.length} sessions have such a name in the trash (${shelf.trash}), ${there}`)
}

/** @throws UsageError if the file lies elsewhere: only what is in the data folder is moved */
function keptId(shelf: SessionShelf, path: string): string {
  const id = idOf(path)
  if (existsSync(shelf.path(id)) && realpathSync(shelf.path(id)) === realpathSync(path)) return id
  throw new UsageError(`${path} is not in the data folder: remove it as you remove other files`)
}

function idOf(path: string): string {
  return basename(path, sessionExtension)
}
