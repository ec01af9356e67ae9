import { randomInt } from 'node:crypto'
import type { Machine } from '../experiments/core/session.ts'
import { applyOverrides } from '../experiments/core/overrides.ts'
import { makePlan, type Plan } from '../experiments/core/plan.ts'
import type { Problem } from '../experiments/core/problem.ts'
import { curvesOf } from '../experiments/core/speedup.ts'
import type {
  ExperimentRef,
  LabApi,
  OpenedExperiment,
  Overrides,
  StartRequest,
  StartResult,
} from '../preload/contract.ts'
import { listExperiments } from './experiment-list.ts'
import { exportSession } from './export/export-session.ts'
import type { LabOptions } from './lab.ts'
import type { LabSessions } from './lab-sessions.ts'
import type { InstalledRuntime } from './runtimes/runtime.ts'
import { openSource, type ExperimentSource } from './store/experiment-source.ts'
import { RecentFiles } from './store/recent-files.ts'

export type LabApiOptions = LabOptions & {
  readonly machine: Machine
  readonly runtimes: readonly InstalledRuntime[]
  readonly sessions: LabSessions
}

export function createApi(options: LabApiOptions): LabApi {
  const { sessions, runtimes, machine, dialogs } = options
  const recent = new RecentFiles(options.home)

  const prepare = (ref: ExperimentRef, overrides: Overrides): Prepared => {
    const source = openSource(ref)
    if (source.kind === 'refused') return source
    const changed = applyOverrides(source.experiment, overrides)
    if (changed.kind === 'refused') return { kind: 'refused', problems: changed.messages.map(optionProblem) }
    const plan = makePlan(changed.experiment, {
      usableCores: machine.usableCores,
      runtimes: new Set(runtimes.map(({ info }) => info.runtime)),
    })
    return { ...source, experiment: changed.experiment, plan, runs: ownFiles(source) }
  }

  const open = (ref: ExperimentRef, overrides: Overrides): OpenedExperiment => {
    const prepared = prepare(ref, overrides)
    if (prepared.kind === 'refused') return { ...prepared, ref }
    if (prepared.file !== null) recent.add(prepared.file)
    const { experiment, text, plan, runs } = prepared
    const conditions = plan.conditions.map(({ series, ...rest }) => ({ ...rest, series: series.id }))
    const { rounds, trials, notes } = plan
    return { kind: 'opened', ref, experiment, text, plan: { conditions, rounds, trials, runs, notes } }
  }

  const start = (request: StartRequest): StartResult => {
    if (sessions.running !== null) return { kind: 'busy', sessionId: sessions.running.id }
    const prepared = prepare(request.experiment, request.overrides)
    if (prepared.kind === 'refused') return prepared
    if (prepared.runs.length > 0 && !request.trusted) return { kind: 'needs-trust', runs: prepared.runs }
    const { experiment, plan, file } = prepared
    if (plan.conditions.length === 0) {
      return {
        kind: 'refused',
        problems: [optionProblem(`${experiment.id}: none of its series can run here: ${plan.notes.join(' ')}`)],
      }
    }
    const seed = request.overrides.seed ?? randomInt(2 ** 32)
    const job = sessions.start({ experiment, plan, seed, quick: request.overrides.quick ?? false, file })
    return { kind: 'started', sessionId: job.id }
  }

  return {
    describe: () =>
      Promise.resolve({
        version: options.version,
        shell: options.shell,
        dialogs: dialogs !== null,
        machine,
        runtimes: runtimes.map(({ info }) => info),
        home: options.home,
      }),
    experiments: () => Promise.resolve(listExperiments(recent)),
    open: async (ref, overrides) => Promise.resolve(open(ref, overrides)),
    async pickExperiment() {
      const path = (await dialogs?.openExperiment()) ?? null
      return path === null ? null : open({ kind: 'file', path }, {})
    },
    start: async (request) => Promise.resolve(start(request)),
    cancel(sessionId) {
      if (sessions.running?.id === sessionId) sessions.running.cancel()
      return Promise.resolve()
    },
    pause(sessionId, paused) {
      if (sessions.running?.id === sessionId) sessions.running.pause(paused)
      return Promise.resolve()
    },
    sessions: () => sessions.list(),
    session: (sessionId) => sessions.records(sessionId),
    async export({ sessionId, format, theme }) {
      const { path, session } = await sessions.read(sessionId)
      const job = { session, curves: curvesOf(session), sessionPath: path, ...options }
      const { fileName, mimeType, bytes } = await exportSession(job, format, theme)
      if (dialogs === null) {
        return { kind: 'bytes', fileName, mimeType, base64: Buffer.from(bytes).toString('base64') }
      }
      const saved = await dialogs.save(fileName, bytes)
      return saved === null ? { kind: 'cancelled' } : { kind: 'saved', path: saved }
    },
  }
}

type Prepared =
  | (ExperimentSource & { readonly plan: Plan; readonly runs: readonly string[] })
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** What is wrong with an option has no line: its message names the option. */
function optionProblem(message: string): Problem {
  const [option = '', ...rest] = message.split(': ')
  return { file: option, line: 0, column: 0, message: rest.join(': ') }
}

/** The files of a person's own that a run executes. */
function ownFiles({ experiment }: ExperimentSource): readonly string[] {
  return experiment.workload.kind === 'kernel' ? [] : [experiment.workload.path]
}
