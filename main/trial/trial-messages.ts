import { z } from 'zod'
import { factSchema, lapSchema, trialSchema, workerLapSchema } from '../../experiments/core/session/session.ts'

/**
 * What one worker reports of a lap: its part of the session's lap record, in the record's own names and units, and what
 * the lab makes more of.
 */
const workerReportSchema = workerLapSchema.extend({
  /** The sum of its tasks' checksums, 32 bits. */
  checksum: z.int(),
  /**
   * Flat [start, end, …] in ms since the gate's release: when the worker was not running, and when it held the lock.
   */
  gaps: z.array(z.number()),
  holds: z.array(z.number()),
  /** The peak of the worker's own process so far. */
  peakRssBytes: z.number(),
})
export type WorkerReport = z.infer<typeof workerReportSchema>

const inTrial = { record: true, trial: true } as const

/**
 * What a trial's program says, a line each: the secret of its request, then this as JSON; the same for every runtime. It
 * writes to descriptor 3 if the lab has given it one, else to its standard output.
 */
export const trialMessageSchema = z.discriminatedUnion('type', [
  /** The program runs, before anything of the workload; `clockUs` is the monotonic clock's. */
  z.object({ type: z.literal('hello'), pid: z.int(), clockUs: z.number() }),
  /** All workers stand at the start gate. */
  z.object({
    type: z.literal('ready'),
    startupMs: z.number(),
    pids: z.array(z.int()),
    startMethod: trialSchema.shape.startMethod,
  }),
  lapSchema.omit(inTrial).extend({
    type: z.literal('lap'),
    workers: z.array(workerReportSchema),
    /** The sum over all processes of the trial. */
    peakRssBytes: z.number(),
  }),
  /** What a probe found out. */
  factSchema.omit(inTrial).extend({ type: z.literal('fact') }),
  z.object({ type: z.literal('done') }),
  z.object({
    type: z.literal('failed'),
    outcome: z.enum(['crashed', 'killed', 'out-of-memory', 'wrong-result']),
    message: z.string(),
    /** A worker ended and said nothing: what the trial printed last may say why. */
    silent: z.literal(true).optional(),
  }),
])
export type TrialMessage = z.infer<typeof trialMessageSchema>
export type ReadyMessage = Extract<TrialMessage, { type: 'ready' }>
export type LapMessage = Extract<TrialMessage, { type: 'lap' }>
export type FactMessage = Extract<TrialMessage, { type: 'fact' }>
export type FailureMessage = Extract<TrialMessage, { type: 'failed' }>
