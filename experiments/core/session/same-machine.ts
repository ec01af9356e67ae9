import { counted } from '../text/format-number.ts'
import type { Machine } from './machine.ts'

/** Memory, settings and versions change on one machine, and its name and processor do not. */
export function isSameMachine(a: Pick<Machine, 'hostname' | 'cpu'>, b: Pick<Machine, 'hostname' | 'cpu'>): boolean {
  return a.hostname === b.hostname && a.cpu === b.cpu
}

/** "lab-7, 8 cores": what marks a session that another machine measured. */
export function machineTitle({ hostname, cores }: Pick<Machine, 'hostname' | 'cores'>): string {
  return `${hostname}, ${counted(cores, 'core')}`
}
