import { z } from 'zod'

/** One measurement of the machine by the monitor. */
export const sampleSchema = z.object({
  record: z.literal('sample'),
  atMs: z.number(),
  /** Load of each logical core since the last sample, 0 … 1. */
  cores: z.array(z.number()).max(8192),
  memory: z.object({ usedBytes: z.number(), totalBytes: z.number() }),
  processes: z.array(z.object({ pid: z.number(), role: z.enum(['lab', 'trial', 'worker']), rssBytes: z.number() })),
  /** CPU time of the monitor's thread since the last sample: everything that this sample cost. */
  costMs: z.number(),
  /** The share of all cores' time since the last sample that a hypervisor gave to others, 0 … 1; absent if none. */
  steal: z.number().optional(),
  /** True if the machine ran on its battery; absent if it did not, or if that is not known. */
  onBattery: z.boolean().optional(),
  /** How often the processor slowed down to stay cool since the last sample; absent if it did not, or if that is not known. */
  throttles: z.number().optional(),
  /** How fast the cores ran that were looked at, a few in turn; absent if the system does not say. */
  mhz: z.number().optional(),
  /** How many samples of the file `SampleThinning` joined to this one, in memory only; absent for a single sample. */
  joins: z.number().optional(),
  /** Threads of the trial that ran, each as numbers in the order that `threadUses` reads; absent if none did. */
  threads: z.array(z.array(z.number())).optional(),
})
export type SampleRecord = z.infer<typeof sampleSchema>
