/** The monitor samples cores, memory and threads while trials run, or does not; with `pairs` each condition runs both ways. */
export const monitorModes = ['off', 'on', 'pairs'] as const
export type MonitorMode = (typeof monitorModes)[number]

export function findMonitorMode(name: string): MonitorMode | undefined {
  return monitorModes.find((mode) => mode === name)
}

/** The number of trials that a condition has in one round. */
export function trialsOfCondition(mode: MonitorMode): 1 | 2 {
  return mode === 'pairs' ? 2 : 1
}
