import { z } from 'zod'
import { machineSchema } from '../experiments/core/session/machine.ts'
import { longestName, longestNote } from '../experiments/core/session/label.ts'
import type { FileHash } from '../experiments/core/session/file-hash.ts'
import type { SampleRecord } from '../experiments/core/session/sample.ts'
import type { SessionEntry } from '../experiments/core/session/session-entry.ts'
import type { SessionRecord } from '../experiments/core/session/session.ts'
import { runtimeInfoSchema } from '../experiments/core/session/runtime-info.ts'
import type { ClaimsReport } from '../experiments/core/claims/claims-report.ts'
import type { RuntimesReport } from '../experiments/core/session/runtimes-report.ts'
import type { ClaimId } from '../experiments/core/names/claims.ts'
import { pythonRuntimes, type PythonRuntime } from '../experiments/core/names/series.ts'
import type { Experiment } from '../experiments/core/definition/experiment.ts'
import type { RunTime } from '../experiments/core/plan/run-time.ts'
import type { MenuCommand } from './menu-commands.ts'
import type { Problem } from '../experiments/core/definition/problem.ts'
import {
  experimentRefSchema,
  type ExperimentRef,
  overridesSchema,
  type Overrides,
  sessionIdSchema,
  sessionSourceSchema,
  type SessionSource,
  startRequestSchema,
  type StartRequest,
  resumeRequestSchema,
  type ResumeRequest,
  exportRequestSchema,
  type ExportRequest,
} from './requests.ts'

export interface ExperimentEntry {
  readonly ref: ExperimentRef
  readonly id: string
  readonly title: string
  /** What lists call it: shorter than the title. */
  readonly name: string
  readonly question: string
  /** The question in a few words; the question itself if it is somebody's own file. */
  readonly asks: string
  readonly explanation: string
  readonly series: readonly string[]
  readonly claims: readonly ClaimId[]
  /** About how long a full run takes here. */
  readonly estimateMs: number
  /** It stands under this heading, such as "Threads" or "My files". */
  readonly group: string
  /** This says why the file can no longer be read as an experiment. */
  readonly problem: string | null
}

export interface PlanPreview {
  readonly conditions: readonly {
    readonly series: string
    readonly workers: number
    readonly reference: boolean
    /** How often a round measures it, if more than once. */
    readonly times?: number | undefined
  }[]
  readonly rounds: { readonly min: number; readonly max: number }
  readonly trials: { readonly min: number; readonly max: number }
  /** About how long a run in full and a preview take. */
  readonly time: { readonly full: RunTime; readonly preview: RunTime }
  /** The run executes these files of the user's own: absolute paths. */
  readonly runs: readonly string[]
  /** These series are not installed, or lack something; the notes say so too. */
  readonly missing: readonly { readonly series: string; readonly why: string }[]
  /** How precise it will be, by an earlier session; null if none tells. */
  readonly expected: string | null
  readonly notes: readonly string[]
}

export type OpenedExperiment =
  | {
      readonly kind: 'opened'
      readonly ref: ExperimentRef
      readonly experiment: Experiment
      readonly text: string
      readonly plan: PlanPreview
    }
  | { readonly kind: 'refused'; readonly ref: ExperimentRef; readonly problems: readonly Problem[] }

/** A file that a run depends on, as a person is shown it before they agree. */
export interface FileInQuestion extends FileHash {
  /** Its beginning, with characters that cannot be seen written out. */
  readonly text: string
  /** So much of it follows and is not shown. */
  readonly hiddenBytes: number
  /** The person agreed to it before, when its content was another. */
  readonly changed: boolean
}

/** A run would execute code of the user's own: ask, then start again with these files as `trusted`. */
export interface TrustQuestion {
  readonly kind: 'needs-trust'
  /** The code that the experiment names, then the experiment's file. */
  readonly files: readonly FileInQuestion[]
  /** The other experiments of the folder, and the code that they name, as they are now: a course may be trusted at once. */
  readonly others: readonly FileHash[]
  /** Says which of them have changed since the person agreed; null if none has. */
  readonly message: string | null
}

export type StartResult =
  | { readonly kind: 'started'; readonly sessionId: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | TrustQuestion
  | { readonly kind: 'busy'; readonly sessionId: string }

export type ResumeResult =
  | Exclude<StartResult, { kind: 'refused' }>
  /** The session cannot go on: why, as a whole sentence. */
  | { readonly kind: 'refused'; readonly message: string }

/** A place between two lines of a session's file. */
export const filePositionSchema = z.strictObject({ byte: z.int().min(0), line: z.int().min(0) })
export type FilePosition = z.infer<typeof filePositionSchema>

/** Some of a session's records, in the order of its file. */
export interface SessionPart {
  readonly records: readonly SessionRecord[]
  /** The next part begins here; null after the last one. */
  readonly next: FilePosition | null
  /** This share of the file comes before `next`, 0 … 1. */
  readonly share: number
}

export type ExportResult =
  /** The window offers it as a download. */
  | { readonly kind: 'bytes'; readonly fileName: string; readonly mimeType: string; readonly base64: string }
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }

export const labDescriptionSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser', 'terminal']),
  /** True if the shell has file dialogs of its own; without them the window asks for a path or an upload. */
  dialogs: z.boolean(),
  machine: machineSchema,
  runtimes: z.array(runtimeInfoSchema),
  home: z.string(),
})
export type LabDescription = z.infer<typeof labDescriptionSchema>

export type ChooseResult =
  { readonly kind: 'chosen'; readonly report: RuntimesReport } | { readonly kind: 'refused'; readonly message: string }

export type RunPhase = 'calibrating' | 'measuring' | 'paused' | 'finishing'

/** What is run, for a window that joins before the session's file has begun. */
export interface RunAbout {
  readonly ref: ExperimentRef
  readonly experimentId: string
  readonly title: string
  readonly question: string
  readonly claims: readonly ClaimId[]
  readonly quick: boolean
}

export interface Progress {
  readonly sessionId: string
  readonly run: RunAbout
  readonly phase: RunPhase
  readonly trialsDone: number
  /** The range is that between stopping early, on precision, and the last round. */
  readonly trialsTotal: { readonly min: number; readonly max: number }
  /** The estimate is null until there is something to make it from. */
  readonly leftMs: { readonly min: number; readonly max: number } | null
  /** This runs right now, such as "node/threads × 2, round 3". */
  readonly now: string
}

/** The window asks this of the lab. Arguments are checked with `labArguments` before a call reaches it. */
export interface LabApi {
  describe(): Promise<LabDescription>
  experiments(): Promise<readonly ExperimentEntry[]>
  open(ref: ExperimentRef, overrides: Overrides): Promise<OpenedExperiment>
  /** A picture that the explanation of a file names, as a data URL; null if its folder holds no such picture. */
  picture(experimentFile: string, name: string): Promise<string | null>
  /** Asks with the shell's own dialog; the answer is null if it was closed without a choice. */
  pickExperiment(): Promise<OpenedExperiment | { readonly kind: 'session'; readonly sessionId: string } | null>
  start(request: StartRequest): Promise<StartResult>
  /** Continues a session that was interrupted; its records follow those that it has. */
  resume(request: ResumeRequest): Promise<ResumeResult>
  cancel(sessionId: string): Promise<void>
  pause(sessionId: string, paused: boolean): Promise<void>
  /** How far the running session has come, for a window that joins; null if none runs. */
  running(): Promise<Progress | null>
  sessions(): Promise<readonly SessionEntry[]>
  /** The records of a session, part by part: those from this place of its file on, which is null for the start. */
  session(sessionId: string, from: FilePosition | null): Promise<SessionPart>
  /** Gives a session a name, or with an empty one takes it away. */
  renameSession(sessionId: string, name: string): Promise<void>
  noteSession(sessionId: string, note: string): Promise<void>
  /** Moves it to the trash, which Lockstep never empties. */
  trashSession(sessionId: string): Promise<void>
  restoreSession(sessionId: string): Promise<void>
  /** Keeps a copy of somebody's session, to be read only. @returns its id */
  openSession(source: SessionSource): Promise<string>
  /** Shows the folder of the sessions on the lab's desktop, if it has one. @returns its path */
  showSessionsFolder(): Promise<string>
  export(request: ExportRequest): Promise<ExportResult>
  /** Returns what this machine's sessions say of every claim, and measures nothing. */
  claims(): Promise<ClaimsReport>
  /** Answers once the slowest interpreter has: Jython takes seconds when it is asked for the first time. */
  runtimes(): Promise<RuntimesReport>
  /** Chooses a command line for good, or with null leaves the choice to the lab. A refused one changes nothing. */
  chooseRuntime(runtime: PythonRuntime, commandLine: string | null): Promise<ChooseResult>
  /** Looks for what was installed meanwhile. */
  lookForRuntimes(): Promise<RuntimesReport>
  /** The lab, its machine and the newest lines of its log, with paths shortened: for a report of a problem. */
  problemReport(): Promise<string>
}

/** The lab reports this without being asked. */
export interface LabEvents {
  /** Reports records as they are appended to a session's file. */
  records(sessionId: string, records: readonly SessionRecord[]): void
  progress(progress: Progress): void
  /** Reports the machine live, also while nothing runs. */
  sample(sample: SampleRecord): void
  /** A session was named, noted, thrown away, brought back or opened. */
  sessionsChanged?(): void
  menu?(command: MenuCommand): void
}

/** Each function's arguments, as a tuple: this is the check at the boundary and the only list of what may be called. */
export const labArguments = {
  describe: z.tuple([]),
  experiments: z.tuple([]),
  open: z.tuple([experimentRefSchema, overridesSchema]),
  picture: z.tuple([z.string().min(1).max(4096), z.string().min(1).max(1000)]),
  pickExperiment: z.tuple([]),
  start: z.tuple([startRequestSchema]),
  resume: z.tuple([resumeRequestSchema]),
  cancel: z.tuple([sessionIdSchema]),
  pause: z.tuple([sessionIdSchema, z.boolean()]),
  running: z.tuple([]),
  sessions: z.tuple([]),
  session: z.tuple([sessionIdSchema, filePositionSchema.nullable()]),
  renameSession: z.tuple([sessionIdSchema, z.string().max(longestName)]),
  noteSession: z.tuple([sessionIdSchema, z.string().max(longestNote)]),
  trashSession: z.tuple([sessionIdSchema]),
  restoreSession: z.tuple([sessionIdSchema]),
  openSession: z.tuple([sessionSourceSchema]),
  showSessionsFolder: z.tuple([]),
  export: z.tuple([exportRequestSchema]),
  claims: z.tuple([]),
  runtimes: z.tuple([]),
  chooseRuntime: z.tuple([z.enum(pythonRuntimes), z.string().min(1).max(4096).nullable()]),
  lookForRuntimes: z.tuple([]),
  problemReport: z.tuple([]),
} satisfies Record<keyof LabApi, z.ZodType>

/** A shell provides this: messages there and back, as text. */
export interface Channel {
  post(message: string): void
  listen(receive: (message: string) => void): void
}

/** A page in a browser posts its link's token or its secret here, and is answered with the secret. */
export const entrancePath = '/enter'
/** It offers this protocol for its WebSocket, and the secret behind it. */
export const socketProtocol = 'lockstep'

declare global {
  interface Window {
    /** This is Electron's bridge; it is absent in a browser, in which the window opens a WebSocket. */
    readonly lockstep?: Channel
  }
}
