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

export function peakRssBytes(): number {
  return resourceUsage().maxRSS * 1024
}
