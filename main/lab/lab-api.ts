import type { Machine } from '../../experiments/core/session/machine.ts'
import { applyOverrides } from '../../experiments/core/definition/overrides.ts'
import { makePlan } from '../../experiments/core/plan/plan.ts'
import { previewTime, runTime } from '../../experiments/core/plan/run-time.ts'
import { judgedCores } from '../../experiments/core/session/machine-cores.ts'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'
import type { Problem } from '../../experiments/core/definition/problem.ts'
import type { RuntimesReport } from '../../experiments/core/session/runtimes-report.ts'
import { exportReport } from '../export/export-report.ts'
import { exportSession } from '../export/export-session.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { LabApi, OpenedExperiment, ResumeResult, StartResult } from '../../preload/contract.ts'
import type { ExperimentRef, Overrides, StartRequest } from '../../preload/requests.ts'
import { expectedText } from '../../experiments/core/curves/expected-width.ts'
import { EarlierScatter } from './earlier-scatter.ts'
import { listExperiments } from './experiment-list.ts'
import { problemReport } from './problem-report.ts'
import type { LabOptions } from './lab-options.ts'
import { LabClaims } from './lab-claims.ts'
import type { LabSessions } from './lab-sessions.ts'
import type { WatchedGroups } from '../system/process-group.ts'
import { pinObstacle } from '../machine/pinning.ts'
import type { InstalledRuntimes } from '../runtimes/installed-runtimes.ts'
import { projectEnvironment } from '../runtimes/script-interpreters.ts'
import { resumeSession, type Prepared, type ResumeOrder } from './resume-session.ts'
import { openSource } from '../store/experiment-source.ts'
import { pictureBeside } from '../store/picture-beside.ts'
import type { LabLog } from '../store/lab-log.ts'
import { sessionExtension } from '../store/session-writer.ts'
import { RecentFiles } from '../store/recent-files.ts'
import { TrustedFiles } from '../store/trusted-files.ts'
import { ownCodeOf, ownCodePath } from './trust.ts'

export type LabApiOptions = LabOptions & {
  readonly machine: Machine
  readonly runtimes: InstalledRuntimes
  readonly sessions: LabSessions
  /** Ends the exporter if the lab is killed. */
  readonly groups: WatchedGroups
  readonly log: LabLog
}

/** What is asked of the lab, by a window or by a shell. */
export interface LabCalls {
  readonly api: LabApi
  /** Continues the session of a file, wherever that is. */
  readonly resume: (path: string, order: ResumeOrder) => Promise<ResumeResult>
}

export function createApi(options: LabApiOptions): LabCalls {
  const { sessions, runtimes, machine, dialogs } = options
  const recent = new RecentFiles(options.home)
  const trustedFiles = new TrustedFiles(options.home)
  const claims = new LabClaims(options)
  const earlier = new EarlierScatter(() => sessions.summaries(), machine)

  /** @param agreed the code that the person has agreed to: what else lies in its place may run with it */
  const prepare = async (ref: ExperimentRef, overrides: Overrides, agreed: readonly FileHash[]): Promise<Prepared> => {
    const source = openSource(ref)
    if (source.kind === 'refused') return source
    const changed = applyOverrides(source.experiment, overrides)
    if (changed.kind === 'refused') {
      const problems = changed.refusals.map(({ override, message }) => problemWithoutPlace(override, message))
      return { kind: 'refused', problems }
    }
    const { experiment } = changed
    const code = ownCodePath(source.experiment)
    const isScript = experiment.workload.kind === 'script'
    const environment = source.file === null || !isScript ? null : projectEnvironment(source.file)
    const mayRun = environment !== null && ownCodeOf(source, agreed).question === null
    const chosen = await runtimes.forSession(experiment.series, experiment.workload, mayRun ? environment : null)
    const plan = makePlan(experiment, {
      usableCores: machine.usableCores,
      judgedCores: judgedCores(machine),
      pinObstacle: pinObstacle(machine),
      ...chosen,
    })
    return { ...source, experiment, plan, runtimes: chosen.runtimes, runs: code === null ? [] : [code], environment }
  }

  const open = async (ref: ExperimentRef, overrides: Overrides): Promise<OpenedExperiment> => {
    const prepared = await prepare(ref, overrides, await trustedFiles.list())
    if (prepared.kind === 'refused') return { ...prepared, ref }
    if (prepared.file !== null) await recent.add(prepared.file)
    const { experiment, text, plan, runs } = prepared
    const conditions = plan.conditions.map(({ series, ...rest }) => ({ ...rest, series: series.id }))
    const { rounds, trials, missing, notes } = plan
    const time = { full: runTime(plan, experiment), preview: previewTime(plan, experiment) }
    // reading a session would disturb one that runs
    const scatter = sessions.running === null ? await earlier.of(experiment, prepared.file) : null
    const expected = scatter && expectedText(scatter, { rounds, conditions })
    const preview = { conditions, rounds, trials, time, runs, missing, expected, notes }
    return { kind: 'opened', ref, experiment, text, plan: preview }
  }

  const start = async (request: StartRequest): Promise<StartResult> => {
    const agreed = [...request.trusted, ...(await trustedFiles.list())]
    const prepared = await prepare(request.experiment, request.overrides, agreed)
    await runtimes.quiet()
    await sessions.settled()
    // this is asked last: nothing waits from here on, so that no second run can slip in
    if (sessions.running !== null) return { kind: 'busy', sessionId: sessions.running.id }
    if (prepared.kind === 'refused') return prepared
    const { experiment, plan, file } = prepared
    const { files, question } = ownCodeOf(prepared, agreed)
    if (question !== null) return { ...question, message: withEnvironment(question.message, prepared.environment) }
    if (plan.conditions.length === 0) {
      return {
        kind: 'refused',
        problems: [problemWithoutPlace(experiment.id, `none of its series can run here: ${plan.notes.join(' ')}`)],
      }
    }
    const seed = request.overrides.seed ?? Math.floor(Math.random() * 2 ** 32)
    const job = sessions.start({
      experiment,
      request: {
        experiment: file === null ? request.experiment : { kind: 'file', path: file },
        overrides: request.overrides,
      },
      plan,
      runtimes: prepared.runtimes,
      seed,
      quick: request.overrides.quick ?? false,
      file,
      files,
    })
    if (file !== null) await recent.add(file)
    if (request.remember !== undefined) await trustedFiles.add(request.remember)
    return { kind: 'started', sessionId: job.id }
  }

  const resume = (path: string, order: ResumeOrder): Promise<ResumeResult> =>
    resumeSession({ ...options, prepare, trustedFiles }, path, order)

  const report = async (): Promise<RuntimesReport> => ({ node: runtimes.node.info, ...(await runtimes.report()) })
  /** Starting every interpreter of the machine would disturb what is measured. */
  const busy = 'a run is under way, which it would disturb: wait for its end, or cancel it'

  const api: LabApi = {
    describe: () =>
      Promise.resolve({
        version: options.version,
        shell: options.shell,
        dialogs: dialogs !== null,
        machine,
        runtimes: [runtimes.node.info],
        home: options.home,
      }),
    experiments: () => Promise.resolve(listExperiments(recent, machine.usableCores)),
    open,
    picture: (experimentFile, name) => Promise.resolve(pictureBeside(experimentFile, name)),
    async pickExperiment() {
      const path = (await dialogs?.openExperiment()) ?? null
      if (path === null) return null
      if (path.endsWith(sessionExtension))
        return { kind: 'session', sessionId: await sessions.takeIn({ kind: 'file', path }) }
      return await open({ kind: 'file', path }, {})
    },
    start,
    resume: ({ sessionId, ...order }) => resume(sessions.resumable(sessionId), order),
    cancel(sessionId) {
      if (sessions.running?.id === sessionId) sessions.running.cancel()
      return Promise.resolve()
    },
    pause(sessionId, paused) {
      if (sessions.running?.id === sessionId) sessions.running.pause(paused)
      return Promise.resolve()
    },
    running: () => Promise.resolve(sessions.running?.ended === false ? sessions.running.progress : null),
    sessions: () => sessions.list(),
    session: (sessionId, from) => sessions.part(sessionId, from),
    renameSession: (sessionId, name) => sessions.label(sessionId, { name }),
    noteSession: (sessionId, note) => sessions.label(sessionId, { note }),
    trashSession: async (sessionId) => {
      await sessions.settled()
      sessions.trash(sessionId)
    },
    restoreSession(sessionId) {
      sessions.restore(sessionId)
      return Promise.resolve()
    },
    openSession: (source) => sessions.takeIn(source),
    async showSessionsFolder() {
      await options.showFolder?.(sessions.shelf.own)
      return sessions.shelf.own
    },
    async export({ sessionId, format, view, copy }) {
      const { path, session } = await sessions.read(sessionId)
      const job = { session, curves: curvesOf(session), sessionPath: path, view, ...options }
      const { fileName, mimeType, bytes } = await (format.kind === 'report'
        ? exportReport(job, format.report)
        : exportSession(job, format))
      if (dialogs === null || copy === true) {
        return { kind: 'bytes', fileName, mimeType, base64: Buffer.from(bytes).toString('base64') }
      }
      const saved = await dialogs.save(fileName, bytes)
      return saved === null ? { kind: 'cancelled' } : { kind: 'saved', path: saved }
    },
    async claims() {
      return await claims.report()
    },
    runtimes: report,
    async chooseRuntime(runtime, commandLine) {
      if (sessions.running !== null) return { kind: 'refused', message: busy }
      const message = await runtimes.choose(runtime, commandLine)
      return message === null ? { kind: 'chosen', report: await report() } : { kind: 'refused', message }
    },
    async lookForRuntimes() {
      if (sessions.running !== null) throw new Error(busy)
      runtimes.searchAgain()
      return await report()
    },
    problemReport: () => Promise.resolve(problemReport(options)),
  }
  return { api, resume }
}

function problemWithoutPlace(subject: string, message: string): Problem {
  return { file: subject, line: 0, column: 0, message }
}

/** A script's imports are not shown; so it is said where they come from. */
function withEnvironment(message: string | null, environment: string | null): string | null {
  if (environment === null) return message
  return [message ?? '', `It runs in the virtual environment ${environment}, whose code is not shown.`].join(' ').trim()
}
