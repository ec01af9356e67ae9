import { z } from 'zod'
import { claimIds } from '../names/claims.ts'
import { runtimeIds } from '../names/series.ts'

export const verdictSchema = z.enum(['confirmed', 'refuted', 'inconclusive', 'not-measured', 'illustrated'])
export type Verdict = z.infer<typeof verdictSchema>

export const claimSchema = z.object({
  record: z.literal('claim'),
  id: z.enum(claimIds),
  verdict: verdictSchema,
  why: z.string(),
  runtimes: z.array(
    z.object({
      runtime: z.enum(runtimeIds),
      verdict: verdictSchema,
      why: z.string(),
      /** The ratio that decided it and the bound it was held against, if the rule is about a ratio. */
      evidence: z
        .object({
          value: z.number(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          bound: z.number(),
          side: z.enum(['above', 'below']),
          /** The unit of value, interval and bound: a factor, a percentage, or a plain count or share. */
          unit: z.enum(['×', '%', '']).default('×'),
        })
        .nullable(),
    }),
  ),
})
export type ClaimRecord = z.infer<typeof claimSchema>
