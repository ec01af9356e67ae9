import { isDeepStrictEqual } from 'node:util'
import type { Machine, RuntimeInfo, Session } from '../experiments/core/session.ts'
import { definitionHash } from './definition-hash.ts'
import type { LabSessions } from './lab-sessions.ts'
import type { InstalledRuntimes } from './runtimes/installed-runtimes.ts'
import { openSource } from './store/experiment-source.ts'

export interface KeptSession {
  readonly path: string
  readonly session: Session
}

export interface KeptSessionOptions {
  readonly sessions: LabSessions
  readonly runtimes: InstalledRuntimes
  readonly machine: Machine
  /** Of the lab. */
  readonly version: string
}

/** See Lab.keptSession. */
export async function findKeptSession(options: KeptSessionOptions, experimentId: string): Promise<KeptSession | null> {
  const { sessions, machine, version } = options
  const source = openSource({ kind: 'catalog', id: experimentId })
  if (source.kind === 'refused') return null
  const { experiment } = source
  const hash = definitionHash(experiment)
  const now = await options.runtimes.forSession(experiment.series, experiment.workload)
  const expected = now.runtimes.map(({ info }) => info)
  for (const { header, end, id } of await sessions.summaries()) {
    const alike =
      end?.reason === 'complete' &&
      !header.quick &&
      header.lab === version &&
      header.experiment.hash === hash &&
      isDeepStrictEqual(header.machine, machine) &&
      sameRuntimes(header.runtimes, expected)
    if (alike) return await sessions.read(id)
  }
  return null
}

/** Those that a session used are there still, and none has come that it could not use. */
function sameRuntimes(used: readonly RuntimeInfo[], now: readonly RuntimeInfo[]): boolean {
  const pythons = (infos: readonly RuntimeInfo[]): readonly RuntimeInfo[] =>
    infos.filter(({ runtime }) => runtime !== 'node').toSorted((a, b) => a.runtime.localeCompare(b.runtime))
  const node = (infos: readonly RuntimeInfo[]): string | undefined =>
    infos.find(({ runtime }) => runtime === 'node')?.version
  const sameNode = node(used) === undefined || node(used) === node(now)
  return sameNode && isDeepStrictEqual(pythons(used), pythons(now))
}
