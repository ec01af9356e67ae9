import { z } from 'zod'

/** A core as the system numbers them. */
const logicalCoreSchema = z.object({
  /** The system's number for it. */
  cpu: z.number(),
  /** The physical core that it belongs to, by the number of its first logical one: SMT siblings have the same. */
  core: z.number(),
  /** False for an efficiency core. */
  fast: z.boolean(),
  /** Whether the lab's process may run on it (its affinity). */
  allowed: z.boolean(),
})
export type LogicalCore = z.infer<typeof logicalCoreSchema>

export const machineSchema = z.object({
  hostname: z.string(),
  /** Logical processors of the machine. */
  cores: z.number(),
  /** P: the cores that this process may use (affinity and quota applied). */
  usableCores: z.number(),
  cpu: z.string(),
  memoryBytes: z.number(),
  platform: z.string(),
  release: z.string(),
  node: z.string(),
  /** Physical cores that this process may use, and those of them that are no efficiency cores. */
  physicalCores: z.number().optional(),
  fastCores: z.number().optional(),
  /** Where the system tells which logical cores belong together. */
  topology: z.array(logicalCoreSchema).optional(),
  /** A container's limit of CPU time, in cores; absent where there is none. */
  quotaCores: z.number().optional(),
})
export type Machine = z.infer<typeof machineSchema>
