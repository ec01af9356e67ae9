import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { didYouMean } from '../../../experiments/core/text/did-you-mean.ts'
import type { SessionSummary } from '../../store/reading/session-list.ts'
import { sessionExtension } from '../../store/session-writer.ts'
import { labHome } from '../../store/home.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { UsageError } from './exit-codes.ts'

/**
 * The path of a session that a person names by its id, its name, the beginning of either, its file, or `last`: the newest
 * that was measured here.
 * @throws UsageError if there is none, or more than one
 */
export async function sessionFile(name: string, shelf = new SessionShelf(labHome(process.env))): Promise<string> {
  if (/[/\\]/.test(name) || name.endsWith(sessionExtension)) {
    if (existsSync(name)) return realpathSync(name)
    throw new UsageError(`${name}: there is no such session: File not found: ${resolve(name)}`)
  }
  const listed = await shelf.list()
  const sessions = listed.filter((one) => one.kind === 'session')
  if (name === 'last') {
    const newest = newestFirst(sessions).find(({ path }) => !shelf.isReadOnly(path))
    if (newest === undefined) throw new UsageError(`last: nothing was measured here yet: lockstep run cpu-bound`)
    return newest.path
  }
  const exact = listed.find(({ id }) => id === name)
  if (exact !== undefined) return exact.path
  const wanted = name.toLowerCase()
  const called = sessions.filter(({ label }) => label?.name.toLowerCase() === wanted)
  const begins =
    called.length > 0 ? called : sessions.filter((one) => namesOf(one).some((text) => text.startsWith(wanted)))
  const [one, ...others] = begins
  if (one !== undefined && others.length === 0) return one.path
  if (one !== undefined) {
    const which = begins.map(({ id }) => `  ${id}`).join('\n')
    throw new UsageError(`${name}: ${begins.length} sessions have such a name, expected one of them:\n${which}`)
  }
  const near = didYouMean(name, sessions.flatMap(namesOf))
  throw new UsageError(
    `${name}: there is no such session: expected its id, its name, the beginning of either, its file, or last${near}\n` +
      'lockstep sessions lists them',
  )
}

export function newestFirst(sessions: readonly SessionSummary[]): readonly SessionSummary[] {
  return sessions.toSorted((a, b) => b.header.startedAt.localeCompare(a.header.startedAt))
}

function namesOf({ id, label }: SessionSummary): readonly string[] {
  return [id, label?.name ?? ''].filter((text) => text !== '').map((text) => text.toLowerCase())
}
