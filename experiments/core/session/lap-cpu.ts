import type { LapRecord } from './session.ts'

type LapCpu = Pick<LapRecord, 'cpuMs'> & { readonly workers: readonly { readonly helpersCpuMs?: number | undefined }[] }

/** The CPU time that a lap took in all: of its workers, and of what helped them. */
export function wholeCpuMs({ cpuMs, workers }: LapCpu): number {
  return cpuMs + helpersCpuMs({ workers })
}

/** Of a garbage collector, a compiler, and whatever else ran for the workers beside them; 0 if it is not known. */
export function helpersCpuMs({ workers }: Pick<LapCpu, 'workers'>): number {
  return workers.reduce((sum, { helpersCpuMs = 0 }) => sum + helpersCpuMs, 0)
}
