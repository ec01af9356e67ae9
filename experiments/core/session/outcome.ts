import { z } from 'zod'

/** How a trial ended. Failures are values: the other trials of the session go on. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok') }),
  z.object({ kind: z.literal('timeout'), message: z.string() }),
  z.object({ kind: z.literal('crashed'), message: z.string() }),
  z.object({ kind: z.literal('killed'), message: z.string() }),
  z.object({ kind: z.literal('out-of-memory'), message: z.string() }),
  z.object({ kind: z.literal('wrong-result'), message: z.string() }),
  z.object({ kind: z.literal('cancelled'), message: z.string() }),
])
export type Outcome = z.infer<typeof outcomeSchema>
export type FailureKind = Exclude<Outcome['kind'], 'ok' | 'cancelled'>
