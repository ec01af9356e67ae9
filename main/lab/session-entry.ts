import type { Machine } from '../../experiments/core/session/machine.ts'
import { isSameMachine, machineTitle } from '../../experiments/core/session/same-machine.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import type { ListedSession } from '../store/reading/session-list.ts'

export interface EntryCircumstances {
  readonly machine: Pick<Machine, 'hostname' | 'cpu'>
  readonly running: boolean
  readonly readOnly: boolean
}

/** What lists say of a session. */
export function sessionEntry(listed: ListedSession, { machine, running, readOnly }: EntryCircumstances): SessionEntry {
  const { path, id } = listed
  if (listed.kind === 'unreadable') {
    return {
      ...{ id, path, experimentId: '', title: id, name: '', note: '', startedAt: listed.changedAt.toISOString() },
      ...{ kind: 'full', state: 'unreadable', verdicts: [], machine: null, readOnly, problem: listed.why },
    }
  }
  const { header, end, label, claims } = listed
  const { experiment, startedAt, quick } = header
  const state = running ? 'running' : end?.by === 'failures' ? 'failed' : (end?.reason ?? 'unfinished')
  return {
    ...{ id, path, experimentId: experiment.id, title: experiment.title, startedAt, state, readOnly, problem: null },
    ...{ name: label?.name ?? '', note: label?.note ?? '', kind: quick ? 'preview' : 'full' },
    verdicts: running ? [] : claims.map(({ verdict }) => verdict),
    machine: isSameMachine(header.machine, machine) ? null : machineTitle(header.machine),
  }
}
