import type { Machine } from './machine.ts'

/**
 * How many workers can each have a fast core to themselves: the physical performance cores that this process may use,
 * within a container's limit. Where the system does not tell physical cores apart, as in older sessions, all usable ones
 * count. A process that may use efficiency cores alone has none that is fast, but they are alike: then those count.
 */
export function judgedCores({ usableCores, physicalCores, fastCores, quotaCores }: Machine): number {
  // some systems tell the number of logical cores as that of fast ones
  const own = [fastCores ?? 0, physicalCores ?? 0].filter((cores) => cores > 0)
  return Math.max(1, Math.min(...own, usableCores, Math.floor(quotaCores ?? usableCores)))
}
