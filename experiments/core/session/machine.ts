import { z } from 'zod'

/** Far more than any machine has: a session's file may come from anybody, and each core is drawn. */
const mostCores = 8192

/** A core as the system numbers them. */
const logicalCoreSchema = z.object({
  /** The system's number for it. */
  cpu: z.number(),
  /** The physical core that it belongs to, by the number of its first logical one: SMT siblings have the same. */
  core: z.number(),
  /** Whether it is a performance core, and no efficiency core. */
  fast: z.boolean(),
  /** Whether the lab's process may run on it (its affinity). */
  allowed: z.boolean(),
})
export type LogicalCore = z.infer<typeof logicalCoreSchema>

export const machineSchema = z.object({
  hostname: z.string(),
  /** Logical processors of the machine. */
  cores: z.number().max(mostCores),
  /** The number of cores that this process may use, with its affinity and quota applied. */
  usableCores: z.number().max(mostCores),
  cpu: z.string(),
  memoryBytes: z.number(),
  platform: z.string(),
  release: z.string(),
  node: z.string(),
  /** The number of physical cores that this process may use, and of those among them that are no efficiency cores. */
  physicalCores: z.number().optional(),
  fastCores: z.number().optional(),
  /** The logical cores; absent if the system does not report which of them belong together. */
  topology: z.array(logicalCoreSchema).max(mostCores).optional(),
  /** A container's limit of CPU time, in cores; absent if there is none. */
  quotaCores: z.number().optional(),
  /** How the system is set up, by the usual names: governor, boost, SMT, …; absent in older sessions. */
  settings: z.record(z.string(), z.string()).optional(),
})
export type Machine = z.infer<typeof machineSchema>
