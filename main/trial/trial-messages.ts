import { z } from 'zod'
import { factValueSchema } from '../../experiments/core/session/session.ts'

/** What a trial's process says on its stdout, a line each; the same for every runtime. Times in µs are monotonic. */
export const trialMessageSchema = z.discriminatedUnion('type', [
  /** The program runs, before anything of the workload. */
  z.object({ type: z.literal('hello'), pid: z.int(), clockUs: z.number() }),
  /** All workers stand at the start gate. */
  z.object({ type: z.literal('ready'), startupMs: z.number(), pids: z.array(z.int()) }),
  z.object({
    type: z.literal('lap'),
    lap: z.int(),
    warmup: z.boolean(),
    makespanMs: z.number(),
    cpuMs: z.number(),
    checksum: z.string(),
    peakRssBytes: z.number(),
    workers: z.array(
      z.object({
        startMs: z.number(),
        endMs: z.number(),
        cpuMs: z.number(),
        /** Ready to run, but without a core; null where the system does not tell. */
        coreWaitMs: z.number().nullable().default(null),
        /** In messages to the coordinating program, and the CPU time of the worker in that. */
        communicationMs: z.number().default(0),
        communicationCpuMs: z.number().default(0),
        /** In `blocking` calls. */
        blockingMs: z.number().default(0),
        /** Between asking for our own lock and having it; null where there is none, or where the runtime does not tell. */
        lockWaitMs: z.number().nullable().default(null),
        /** Flat [start, end, …] in ms since the gate. */
        gaps: z.array(z.number()),
        holds: z.array(z.number()),
      }),
    ),
  }),
  /** What a probe found out; see the session's fact records. */
  z.object({ type: z.literal('fact'), name: z.string(), value: factValueSchema, unit: z.string() }),
  z.object({ type: z.literal('done') }),
  z.object({
    type: z.literal('failed'),
    outcome: z.enum(['crashed', 'killed', 'out-of-memory', 'wrong-result']),
    message: z.string(),
  }),
])
export type TrialMessage = z.infer<typeof trialMessageSchema>
export type FactMessage = Extract<TrialMessage, { type: 'fact' }>
export type LapMessage = Extract<TrialMessage, { type: 'lap' }>
