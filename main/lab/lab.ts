import { join } from 'node:path'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import type { LabApi, LabEvents, OpenedExperiment } from '../../preload/contract.ts'
import type { LabOptions } from './lab-options.ts'
import { createApi, type LabCalls } from './lab-api.ts'
import { LabSessions } from './lab-sessions.ts'
import { findKeptSession, type KeptSession } from './kept-session.ts'
import { describeMachine } from '../machine/machine.ts'
import { Monitor } from '../monitor/monitor.ts'
import { sweepJournals } from '../reaper/journal.ts'
import { Reaper } from '../reaper/reaper.ts'
import { nowUs } from '../system/clock.ts'
import type { WatchedGroups } from '../system/process-group.ts'
import { InstalledRuntimes } from '../runtimes/installed-runtimes.ts'
import { findNode } from '../runtimes/node-runtime.ts'
import { thisMachine } from '../runtimes/discovery/this-machine.ts'
import { LabLog, type LogProblem } from '../store/lab-log.ts'
import { makeOwnFolder, refuseForeignFolder } from '../store/own-folder.ts'
import { sweepHolds } from '../store/session-hold.ts'
import { newLabId } from '../trial/spawn-trial.ts'

/** The machine side as one object, which every shell connects to its window. */
export interface Lab {
  readonly api: LabApi
  /** @returns the function that ends the subscription */
  subscribe(events: LabEvents): () => void
  /** Opens an experiment file that was named on the command line or dropped on the application. */
  openFile(path: string): Promise<OpenedExperiment>
  /** Continues the session of a file, which may be outside of the data folder. */
  readonly resume: LabCalls['resume']
  /** The path of a session's file. */
  sessionPath(sessionId: string): string
  /**
   * The newest complete session of a built-in experiment that was measured here as it would be measured now: the same
   * definition, machine, lab and interpreters; null if there is none.
   */
  keptSession(experimentId: string): Promise<KeptSession | null>
  /** The id of the running session, also while it calibrates; null if none runs. */
  runningSession(): string | null
  /** Says that something failed in a shell, on stderr and in the lab's log. */
  readonly logProblem: LogProblem
  /** What is listed here does not outlive the lab. */
  readonly groups: WatchedGroups
  /** Ends whatever runs, its whole process tree, and the monitor. */
  close(): Promise<void>
}

/** While nothing runs, the window's live charts get one sample a second. */
const idleSampleMs = 1000

/** @throws if the home folder cannot be made, is not this user's own, or the pinned Node is missing; the message says what to do */
export async function createLab(options: LabOptions): Promise<Lab> {
  refuseForeignFolder(options.home)
  try {
    makeOwnFolder(options.home)
  } catch (error) {
    throw new Error(
      `the data folder ${options.home} cannot be made: ${error instanceof Error ? error.message : String(error)}; set LOCKSTEP_HOME to a folder that can be written`,
      { cause: error },
    )
  }
  const log = new LabLog(options.home)
  log.note(`Lockstep ${options.version} starts (${options.shell})`)
  sweepJournals(options.home)
  sweepHolds(join(options.home, 'sessions'))
  const node = await findNode(options.nodePath, options.programs)
  const machine = await describeMachine(node.info.version)
  const subscribers = new Set<LabEvents>()
  const startedUs = nowUs()

  const monitor = Monitor.start(options.programs.monitor, {
    sample(sample, clockUs) {
      for (const events of subscribers) events.sample({ ...sample, atMs: (clockUs - startedUs) / 1e3 })
      sessions.sample(sample, clockUs)
    },
    overLimit(pid, rssBytes) {
      sessions.overLimit(pid, rssBytes)
    },
  })
  monitor.sampleEvery(idleSampleMs)
  const { nodePath, programs, home } = options
  const reaper = Reaper.start({ nodePath, program: programs.reaper, labId: newLabId(), home })
  const sessions = new LabSessions({
    ...options,
    machine,
    monitor,
    reaper,
    idleSampleMs,
    events: {
      records(sessionId, records) {
        for (const line of records.flatMap(logLine)) log.note(`${sessionId} ${line}`)
        for (const events of subscribers) events.records(sessionId, records)
      },
      progress(progress) {
        for (const events of subscribers) events.progress(progress)
      },
      sessionsChanged() {
        for (const events of subscribers) events.sessionsChanged?.()
      },
    },
  })
  const runtimes = new InstalledRuntimes({
    ...options,
    node,
    machine: thisMachine(),
    named: options.named ?? {},
    groups: reaper,
  })
  const { api, resume } = createApi({ ...options, machine, runtimes, sessions, log, groups: reaper })

  return {
    api,
    resume,
    subscribe(events) {
      subscribers.add(events)
      return () => subscribers.delete(events)
    },
    openFile: (path) => api.open({ kind: 'file', path }, {}),
    async keptSession(experimentId) {
      return await findKeptSession({ sessions, runtimes, machine, version: options.version }, experimentId)
    },
    groups: reaper,
    logProblem: log.problem,
    runningSession: () => sessions.running?.id ?? null,
    sessionPath: (sessionId) => sessions.path(sessionId),
    async close() {
      runtimes.close()
      await sessions.close()
      await reaper.close()
      await monitor.close()
      log.note('the lab has ended')
    },
  }
}

/** @returns what the log keeps of a record: how a run went, and none of its numbers */
function logLine(record: SessionRecord): readonly string[] {
  if (record.record === 'header') return [`measures ${record.experiment.id}`]
  if (record.record === 'warning') return [`${record.kind}: ${record.message}`]
  if (record.record === 'end') return [`${record.reason}: ${record.message}`]
  if (record.record !== 'trial' || record.outcome.kind === 'ok') return []
  return [`trial ${record.trial}, ${record.series} × ${record.workers}: ${record.outcome.kind}`]
}
