import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import { sessionTitle } from './session-title.ts'

export const sessionFilters = ['all', 'full', 'preview', 'stopped', 'others'] as const
export type SessionFilter = (typeof sessionFilters)[number]

export const filterNames: Readonly<Record<SessionFilter, string>> = {
  all: 'All',
  full: 'Full runs',
  preview: 'Previews',
  stopped: 'Failed or stopped',
  others: 'Other machines',
}

export function passes({ kind, state, machine, readOnly }: SessionEntry, filter: SessionFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'full':
      return kind === 'full' && state === 'complete'
    case 'preview':
      return kind === 'preview'
    case 'stopped':
      return state !== 'complete' && state !== 'running'
    case 'others':
      return readOnly || machine !== null
  }
}

/** Whether all words are in what a list says of a session. */
export function isFound(entry: SessionEntry, wanted: string): boolean {
  const { id, note, title, startedAt, machine } = entry
  const day = new Date(startedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  const text = [sessionTitle(entry), id, note, title, day, machine ?? ''].join('\n').toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export interface SessionGroup {
  readonly title: string
  readonly sessions: readonly SessionEntry[]
}

/** Newest first, by day; those of others at the end. */
export function sessionGroups(entries: readonly SessionEntry[], now: Date): readonly SessionGroup[] {
  const dayStart = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const titleOf = ({ readOnly, startedAt }: SessionEntry): string => {
    if (readOnly) return 'From elsewhere, read only'
    const started = new Date(startedAt).getTime()
    if (started >= dayStart) return 'Today'
    return started >= dayStart - 24 * 3_600_000 ? 'Yesterday' : 'Earlier'
  }
  const newest = entries.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
  return ['Today', 'Yesterday', 'Earlier', 'From elsewhere, read only']
    .map((title) => ({ title, sessions: newest.filter((entry) => titleOf(entry) === title) }))
    .filter(({ sessions }) => sessions.length > 0)
}

const stateTexts: Readonly<Record<SessionEntry['state'], string>> = {
  running: 'running',
  complete: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
  unfinished: 'interrupted',
  unreadable: 'cannot be read',
}

/** "full", "preview", "full, cancelled". */
export function runText({ kind, state }: Pick<SessionEntry, 'kind' | 'state'>): string {
  if (state === 'unreadable') return stateTexts[state]
  return state === 'complete' ? kind : `${kind}, ${stateTexts[state]}`
}
