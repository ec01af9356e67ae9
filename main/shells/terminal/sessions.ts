import { countVerdicts } from '../../../experiments/core/claims/claim-table.ts'
import type { SessionEntry } from '../../../experiments/core/session/session-entry.ts'
import { counted } from '../../../experiments/core/text/format-number.ts'
import { oneLine } from '../../../experiments/core/text/show-value.ts'
import { sessionEntry } from '../../lab/session-entry.ts'
import { describeMachine } from '../../machine/machine.ts'
import { labHome } from '../../store/home.ts'
import { SessionShelf } from '../../store/shelf/session-shelf.ts'
import { print } from './print.ts'

export interface SessionsOptions {
  readonly json?: true
}

const columns = 80
const stateMarks: Readonly<Record<SessionEntry['state'], string>> = {
  ...{ running: '▸', complete: '✓', cancelled: '–', failed: '!', unfinished: '–', unreadable: '!' },
}
const stateWords: Readonly<Record<SessionEntry['state'], string>> = {
  ...{ running: 'running', complete: 'done', cancelled: 'cancelled', failed: 'failed', unfinished: 'interrupted' },
  unreadable: 'unreadable',
}

/** Lists the sessions, newest first; with words, those that have all of them in their name, note, title or date. */
export async function sessions(words: readonly string[], options: SessionsOptions): Promise<void> {
  const shelf = new SessionShelf(labHome(process.env))
  const machine = await describeMachine(process.versions.node)
  const all = (await shelf.list())
    .map((one) => sessionEntry(one, { machine, running: false, readOnly: shelf.isReadOnly(one.path) }))
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
  const found = all.filter((entry) => words.every((word) => searchedText(entry).includes(word.toLowerCase())))
  if (options.json === true) {
    print(`${JSON.stringify(found, null, 2)}\n`)
    return
  }
  const title = `${counted(found.length, 'session')}${words.length === 0 ? '' : ` of ${all.length}`}, newest first`
  const legend = '✓ true  ✕ not  ? undecided'
  const hint = all.length === 0 ? '\nThe first one: lockstep run cpu-bound' : ''
  const lines = found.flatMap(linesOf)
  print(`${[title.padEnd(columns - legend.length) + legend, ...lines].join('\n')}${hint}\n`)
}

function searchedText(entry: SessionEntry): string {
  const { id, name, note, title, startedAt, state, kind, machine } = entry
  return [id, name, note, title, startedAt, stateWords[state], kind, machine ?? ''].join('\n').toLowerCase()
}

/** One line with what to type, and one with what a person called it, and with its machine, if there is any. */
function linesOf(entry: SessionEntry): readonly string[] {
  const { id, name, note, kind, state, verdicts, machine, problem } = entry
  const undecided = verdicts.includes('inconclusive')
  const mark =
    state === 'complete' && kind === 'preview' ? '○' : state === 'complete' && undecided ? '?' : stateMarks[state]
  const how = kind === 'preview' ? 'preview' : stateWords[state]
  const counts = kind === 'preview' ? '' : verdictsText(verdicts)
  const first = ` ${mark} ${id.padEnd(44)} ${how.padEnd(11)} ${counts}`.trimEnd()
  const about = [name, note, machine ?? ''].map((text) => oneLine(text, columns)).filter((text) => text !== '')
  const second = problem === null ? about.join(' · ') : problem
  return second === '' ? [first] : [first, `   ${oneLine(second, columns - 3)}`]
}

/** "5✓ 1✕ 2?": a count for each verdict that there is. */
function verdictsText(verdicts: SessionEntry['verdicts']): string {
  const counts = countVerdicts(verdicts.map((verdict) => ({ verdict })))
  const shown = [
    [counts.confirmed, '✓'],
    [counts.refuted, '✕'],
    [counts.inconclusive, '?'],
  ] as const
  return shown.flatMap(([count, mark]) => (count === 0 ? [] : [`${count}${mark}`])).join(' ')
}
