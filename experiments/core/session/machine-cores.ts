import type { Machine } from './machine.ts'

/**
 * How many workers can each have a fast core to themselves: the physical performance cores that this process may use,
 * within a container's limit. Where the system does not tell physical cores apart, all usable ones count.
 */
export function judgedCores({ usableCores, physicalCores, fastCores, quotaCores }: Machine): number {
  const fast = fastCores ?? physicalCores ?? usableCores
  return Math.max(1, Math.min(fast, usableCores, Math.floor(quotaCores ?? fast)))
}
