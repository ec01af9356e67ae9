import { isDeepStrictEqual } from 'node:util'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { Session, SessionHeader } from '../../experiments/core/session/session.ts'
import type { RuntimeInfo } from '../../experiments/core/session/runtime-info.ts'
import { isFullRun } from './full-run.ts'
import { measuresTheSame } from '../session/definition-hash.ts'
import type { LabSessions } from './lab-sessions.ts'
import { machineDifferences } from '../machine/machine-differences.ts'
import type { InstalledRuntimes } from '../runtimes/installed-runtimes.ts'
import { openSource } from '../store/experiment-source.ts'
import type { SessionSummary } from '../store/reading/session-list.ts'

export interface KeptSession {
  readonly path: string
  readonly session: Session
}

export interface KeptSessionOptions {
  readonly sessions: Pick<LabSessions, 'summaries' | 'read'>
  readonly runtimes: Pick<InstalledRuntimes, 'forSession'>
  readonly machine: Machine
  /** The version of the lab. */
  readonly version: string
}

/** Finds the session that `Lab.keptSession` describes. */
export async function findKeptSession(options: KeptSessionOptions, experimentId: string): Promise<KeptSession | null> {
  const summaries = await options.sessions.summaries()
  const known = await knownSessions(options, experimentId, summaries)
  const kept = known.find(({ outdated }) => outdated.length === 0)
  return kept === undefined ? null : await options.sessions.read(kept.id)
}

/** A complete session that was measured in full on this machine. */
export interface KnownSession {
  readonly id: string
  readonly path: string
  readonly startedAt: string
  /** How long it was measured: longer once it was resumed. */
  readonly tookMs: number
  /** In which ways it would be measured otherwise now, in a few words each; empty if it still holds. */
  readonly outdated: readonly string[]
}

/** Lists the sessions of a built-in experiment, newest first. */
export async function knownSessions(
  options: KeptSessionOptions,
  experimentId: string,
  summaries: readonly SessionSummary[],
): Promise<readonly KnownSession[]> {
  const source = openSource({ kind: 'catalog', id: experimentId })
  if (source.kind === 'refused') return []
  const { experiment } = source
  const candidates = summaries.filter((one) => isFullRun(one, experimentId, null, options.machine))
  if (candidates.length === 0) return []
  const now = await expectation(options, experiment)
  return candidates.map(({ id, path, header, end }) => {
    return { id, path, startedAt: header.startedAt, tookMs: end?.atMs ?? 0, outdated: differences(header, now) }
  })
}

interface Expectation {
  readonly experiment: Experiment
  readonly version: string
  readonly machine: Machine
  readonly runtimes: readonly RuntimeInfo[]
}

async function expectation(options: KeptSessionOptions, experiment: Experiment): Promise<Expectation> {
  const { runtimes } = await options.runtimes.forSession(experiment.series, experiment.workload)
  const { version, machine } = options
  return { experiment, version, machine, runtimes: runtimes.map(({ info }) => info) }
}

function differences(header: SessionHeader, now: Expectation): readonly string[] {
  return [
    ...(measuresTheSame(header.experiment, now.experiment) ? [] : ['another version of the experiment']),
    ...(header.lab === now.version ? [] : [`Lockstep ${header.lab}`]),
    ...(machineDifferences(header.machine, now.machine).length === 0 ? [] : ['the machine was set up otherwise']),
    ...(sameRuntimes(header.runtimes, now.runtimes) ? [] : ['other interpreters']),
  ]
}

/**
 * Whether the interpreters that a session used are still there, and no other has been installed since. An older session
 * does not say how they were built.
 */
function sameRuntimes(used: readonly RuntimeInfo[], now: readonly RuntimeInfo[]): boolean {
  const saysBuild = used.some(({ build }) => build !== undefined)
  const pythons = (infos: readonly RuntimeInfo[]): readonly RuntimeInfo[] =>
    infos
      .filter(({ runtime }) => runtime !== 'node')
      .map(({ build, ...info }) => (saysBuild ? { ...info, build } : info))
      .toSorted((a, b) => a.runtime.localeCompare(b.runtime))
  const node = (infos: readonly RuntimeInfo[]): string | undefined =>
    infos.find(({ runtime }) => runtime === 'node')?.version
  const sameNode = node(used) === undefined || node(used) === node(now)
  return sameNode && isDeepStrictEqual(pythons(used), pythons(now))
}
