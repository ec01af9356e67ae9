import { z } from 'zod'

export const trialLoadSchema = z.object({
  /** Cores' worth of CPU time that processes used which are neither the trial's nor the lab's. */
  otherCores: z.number(),
  /** CPU time that the hypervisor gave to other machines meanwhile, in cores; null if it is not known. */
  stolenCores: z.number().nullable(),
  /** The processes that used most of it, busiest first; empty if they are not known, or used next to nothing. */
  culprits: z.array(z.object({ pid: z.number(), name: z.string(), cores: z.number() })).readonly(),
  /**
   * The share of a measured lap in which the worker that waited longest was ready to run and had no core. Absent in older
   * sessions, and if the system does not tell.
   */
  coreWait: z.number().optional(),
})
/** What else the machine did while a trial ran, from when its workers stood ready. */
export type TrialLoad = z.infer<typeof trialLoadSchema>
