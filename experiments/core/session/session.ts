import { z } from 'zod'
import { claimSchema, type ClaimRecord } from './claim.ts'
import { endSchema, type EndRecord } from './end.ts'
import { fileHashSchema } from './file-hash.ts'
import { labelSchema, type LabelRecord } from './label.ts'
import { machineSchema } from './machine.ts'
import { outcomeSchema } from './outcome.ts'
import { monitorModes } from '../names/monitor-mode.ts'
import { runtimeInfoSchema } from './runtime-info.ts'
import { trialLoadSchema } from './trial-load.ts'
import { resumedSchema, type ResumedRecord } from './resumed.ts'
import { sampleSchema, type SampleRecord } from './sample.ts'
import { findSeries, type SeriesId } from '../names/series.ts'

/**
 * A session file is NDJSON: one of these records a line, appended as it happens (docs/architecture.md). Times with the
 * suffix `AtMs` count from the header's `startedAt`; times within a lap count from the release of the start gate.
 */
export const sessionFormat = 1

/** Bounds that no run comes near: a session's file may come from anybody. */
const workersSchema = z.int().min(1).max(1_000_000)
const roundSchema = z.int().min(0).max(1_000_000)
const turnSchema = z.int().min(1).max(1000)

const seriesIdSchema = z.custom<SeriesId>((value) => typeof value === 'string' && findSeries(value) !== undefined)

const headerSchema = z.object({
  record: z.literal('header'),
  format: z.number(),
  id: z.string(),
  /** The version of Lockstep that measured. */
  lab: z.string(),
  /** The build of it: a hash of the programs' content. Absent in older sessions. */
  build: z.string().optional(),
  startedAt: z.iso.datetime(),
  experiment: z.object({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    /** The definition as it was run: validated, with the overrides applied. */
    definition: z.json(),
    /** SHA-256 of the definition's canonical JSON. */
    hash: z.string(),
    /** The file that it came from, or null for one of the catalogue. */
    file: z.string().nullable(),
    /** The user's own files that it ran, as they were; absent if it ran none, and in older sessions. */
    files: z.array(fileHashSchema).optional(),
  }),
  seed: z.number(),
  quick: z.boolean(),
  /** Whether the monitor watched the trials, or one trial of each pair; absent means that it was on. */
  monitor: z.enum(monitorModes).optional(),
  /** Whether each worker was tied to a core of its own. */
  pin: z.boolean().optional(),
  scaling: z.enum(['strong', 'weak']),
  baseline: z.union([seriesIdSchema, z.literal('none')]),
  /** The conditions of a round, in the plan's order; `reference` marks what the plan added so that ratios can be formed. */
  conditions: z.array(
    z.object({
      series: seriesIdSchema,
      workers: workersSchema,
      reference: z.boolean(),
      /** Passes in a lap of the condition, if they are not those of serial; absent in older sessions. */
      passes: z.number().optional(),
      /** Why it does not run: its program failed whenever it was calibrated. Absent for all others. */
      fails: z.string().optional(),
      /** How often a round measures it; absent means once. */
      times: turnSchema.optional(),
    }),
  ),
  rounds: z.object({ min: roundSchema, max: roundSchema }),
  precision: z.number(),
  /** The size of the experiment's own workload. */
  size: z.number(),
  /** Sizes of the kernels that variants of series name (cpython/threads@array-sin). */
  sizes: z.record(z.string(), z.number()).default({}),
  /** Series that the experiment lists and that could not run here. */
  missing: z.array(z.object({ series: seriesIdSchema, why: z.string() })).default([]),
  /** Tasks of one pass at one worker; weak scaling multiplies them by the workers. */
  tasks: z.number(),
  /**
   * Passes in a lap of serial, by runtime, and by RUNTIME@KERNEL for a variant's kernel. In older sessions all conditions
   * have as many.
   */
  passes: z.record(z.string(), z.number()),
  /** What calibration computed with each of the sizes: all series have to agree with it. */
  checksums: z.record(z.string(), z.string()).optional(),
  /** What the lab was asked to run (preload/contract.ts), so that the run can be resumed. */
  request: z.unknown().optional(),
  machine: machineSchema,
  /** How many tasks ran or wanted to in the minute before the session; absent if the system does not tell. */
  loadAverage: z.number().optional(),
  /** The variables that change how fast programs are, or what they load, as trials were given them. */
  environment: z.record(z.string(), z.string()).optional(),
  /** Variables that were set where the lab was started and that no trial was given; absent in older sessions. */
  setAside: z.array(z.string()).optional(),
  runtimes: z.array(runtimeInfoSchema),
})
export type SessionHeader = z.infer<typeof headerSchema>

export const trialSchema = z.object({
  record: z.literal('trial'),
  /** Counts from 0 in the order in which trials ran. */
  trial: z.number(),
  round: roundSchema,
  series: seriesIdSchema,
  workers: workersSchema,
  /** Which of its condition's trials in the round it is, from 1; absent means the first. */
  turn: turnSchema.optional(),
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  outcome: outcomeSchema,
  pids: z.array(z.number()),
  /** From the spawn of the trial's process until it reported itself; null if it never did. */
  processStartMs: z.number().nullable(),
  /** From the first worker's creation until all stood at the start gate; null if they never did. */
  startupMs: z.number().nullable(),
  /** How Python's multiprocessing started the worker processes; absent for other workers, and in older sessions. */
  startMethod: z.enum(['spawn', 'fork', 'forkserver']).optional(),
  /** Present only if trials with and without the monitor are compared. */
  monitor: z.enum(['off', 'on']).optional(),
  /** Sum of the peak resident sets of the trial's processes (an upper bound of the peak of the sum). */
  peakRssBytes: z.number().nullable(),
  /** What else the machine did meanwhile; absent if it is not known. */
  load: trialLoadSchema.optional(),
  /** Somebody stopped it for a while (SIGSTOP): a lap may hold the stop. */
  stopped: z.literal(true).optional(),
})
export type TrialRecord = z.infer<typeof trialSchema>

/** One worker's part of a lap, as the worker itself reports it. Times count from the release of the start gate. */
export const workerLapSchema = z.object({
  startMs: z.number(),
  endMs: z.number(),
  /** CPU time of the worker's own thread; of its process where a thread cannot be asked. */
  cpuMs: z.number(),
  /**
   * CPU time that others used for it meanwhile: threads of its process that run no tasks (a garbage collector, a compiler,
   * threads that the task started), and child processes that ended. Threads of one process have equal parts of it. Absent
   * if the system does not tell, and in older sessions, where `cpuMs` of a process includes its threads.
   */
  helpersCpuMs: z.number().optional(),
  /** Its first pass of the lap; absent if a lap is one pass, and in older sessions. */
  firstPassMs: z.number().optional(),
  /** Ready to run, but without a core, since the worker's last lap; absent if the system does not tell. */
  coreWaitMs: z.number().optional(),
  /**
   * In messages to the coordinating program, and the CPU time of the worker in that. Absent if there was none, as in
   * sessions of labs that did not measure it.
   */
  communicationMs: z.number().optional(),
  communicationCpuMs: z.number().optional(),
  /** In `blocking` calls, also if they compute outside of the interpreter; absent if there was none. */
  blockingMs: z.number().optional(),
  /** Between asking for our own lock and having it; absent if there is none. */
  lockWaitMs: z.number().optional(),
  /**
   * How often the loop that keeps the worker awake before a lap turned in each ms: a measure of its core's speed. Absent
   * in older sessions.
   */
  turnsPerMs: z.number().optional(),
})

export const lapSchema = z.object({
  record: z.literal('lap'),
  trial: z.number(),
  lap: z.number(),
  warmup: z.boolean(),
  makespanMs: z.number(),
  /** How often the lap did all tasks; absent in older sessions, whose header has one number for all conditions. */
  passes: z.number().optional(),
  /** CPU time of all workers together, without that of their helpers. */
  cpuMs: z.number(),
  checksum: z.string(),
  workers: z.array(workerLapSchema),
})
export type LapRecord = z.infer<typeof lapSchema>

const lockSchema = z.object({
  record: z.literal('lock'),
  trial: z.number(),
  lap: z.number(),
  /**
   * `holds` are those of our own lock and exact; `gaps` means that a worker is taken to have run between the times at
   * which its clock jumped from one safe point to the next (docs/method.md).
   */
  source: z.enum(['holds', 'gaps']).default('holds'),
  /** For each worker the start and end of each hold or running stretch, in ms since the gate: [s0, e0, s1, e1, …]. */
  holds: z.array(z.array(z.number())),
  /** The part of the lap that is recorded, the same for all workers; null if nothing was cut off. */
  fromMs: z.number().nullable().default(null),
  toMs: z.number().nullable().default(null),
})
export type LockRecord = z.infer<typeof lockSchema>

const factValueSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.number())])

/** Something that a probe found: a process id, an answer of yes or no, a list of latencies. */
export const factSchema = z.object({
  record: z.literal('fact'),
  trial: z.number(),
  name: z.string(),
  value: factValueSchema,
  /** The unit, for example "ms", "bytes" or "1/s"; empty for counts and answers. */
  unit: z.string(),
})
export type FactRecord = z.infer<typeof factSchema>

const warningSchema = z.object({
  record: z.literal('warning'),
  atMs: z.number(),
  kind: z.string(),
  message: z.string(),
  /** Said of all trials at the end of the session: it no longer holds if the session is resumed. */
  final: z.literal(true).optional(),
})
export type WarningRecord = z.infer<typeof warningSchema>

export const sessionRecordSchema = z.discriminatedUnion('record', [
  headerSchema,
  trialSchema,
  lapSchema,
  sampleSchema,
  lockSchema,
  factSchema,
  warningSchema,
  claimSchema,
  endSchema,
  resumedSchema,
  labelSchema,
])
export type SessionRecord = z.infer<typeof sessionRecordSchema>
export type { EndRecord }

export interface Session {
  readonly header: SessionHeader
  readonly trials: readonly TrialRecord[]
  /** The trials without the monitor, if it is on in one trial of each pair and off in the other; no curve uses them. */
  readonly unmonitored: readonly TrialRecord[]
  readonly laps: readonly LapRecord[]
  /** The samples; `SampleThinning` joins those of a long session. */
  readonly samples: readonly SampleRecord[]
  readonly locks: readonly LockRecord[]
  readonly facts: readonly FactRecord[]
  readonly warnings: readonly WarningRecord[]
  readonly claims: readonly ClaimRecord[]
  /** When it was taken up again, and why it had ended. */
  readonly resumptions: readonly ResumedRecord[]
  readonly label: LabelRecord | null
  /** How it ended; null while it runs, and for a session whose lab died. */
  readonly end: EndRecord | null
}
