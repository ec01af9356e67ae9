import { z } from 'zod'

/** What one look at the machine found. */
export const sampleSchema = z.object({
  record: z.literal('sample'),
  atMs: z.number(),
  /** Load of each logical core since the last sample, 0 … 1. */
  cores: z.array(z.number()),
  memory: z.object({ usedBytes: z.number(), totalBytes: z.number() }),
  processes: z.array(z.object({ pid: z.number(), role: z.enum(['lab', 'trial', 'worker']), rssBytes: z.number() })),
  /** CPU time of the monitor's thread since the last sample: what this one cost, all in. */
  costMs: z.number(),
  /** The share of all cores' time since the last sample that a hypervisor gave to others, 0 … 1; absent where none. */
  steal: z.number().optional(),
  /** True where the machine ran on its battery; absent where it did not, or does not tell. */
  onBattery: z.boolean().optional(),
  /** How often the processor slowed down to stay cool since the last sample; absent where it did not, or does not tell. */
  throttles: z.number().optional(),
  /** How many samples of the file this one joins, in memory: see `SampleThinning`; absent: it is one. */
  joins: z.number().optional(),
  /** Threads of the trial that ran, each as numbers in the order that `threadUses` reads; absent where none did. */
  threads: z.array(z.array(z.number())).optional(),
})
export type SampleRecord = z.infer<typeof sampleSchema>
