/** Whether cores, memory and threads are looked at while trials run; pairs: each condition runs both ways. */
export const monitorModes = ['off', 'on', 'pairs'] as const
export type MonitorMode = (typeof monitorModes)[number]

export function findMonitorMode(name: string): MonitorMode | undefined {
  return monitorModes.find((mode) => mode === name)
}

/** In one round. */
export function trialsOfCondition(mode: MonitorMode): 1 | 2 {
  return mode === 'pairs' ? 2 : 1
}
