// The module is taken as an object: see core-wait.ts.
const { readFileSync } = process.getBuiltinModule('node:fs')

/** What the trial's programs ask of the process is taken before a person's module is loaded, which may replace any of it. */
const cpuUsage = process.cpuUsage.bind(process)
const threadCpuUsage = process.threadCpuUsage.bind(process)
const resourceUsage = process.resourceUsage.bind(process)

/** Ends the program at once, whatever a module has left running. */
export const endProcess = process.exit.bind(process)

export function processCpuUs(): number {
  const { user, system } = cpuUsage()
  return user + system
}

export function threadCpuUs(): number {
  const { user, system } = threadCpuUsage()
  return user + system
}

/**
 * @returns the most memory that this process has had in RAM at once. On Linux getrusage's number outlives exec, so that a
 * trial would start with the peak of the lab; VmHWM begins anew with each program (proc(5)).
 */
export function peakRssBytes(): number {
  return highWaterBytes() ?? resourceUsage().maxRSS * 1024
}

/** @returns null if the system does not say */
function highWaterBytes(): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))
    return match === null ? null : Number(match[1]) * 1024
  } catch {
    return null
  }
}
