import { readFileSync } from 'node:fs'
import type { ProcessMemory } from './machine-reader.ts'

/**
 * Sums up the proportional set sizes: each page that processes share counts in parts (proc_pid_smaps(5)). A process that
 * may not be looked at counts with all of its resident set, and one that has ended with nothing.
 */
export function sharedOutBytes(processes: readonly ProcessMemory[], proc = '/proc'): number {
  return processes.reduce((sum, { pid, rssBytes }) => sum + (proportionalBytes(`${proc}/${pid}`) ?? rssBytes), 0)
}

function proportionalBytes(folder: string): number | null {
  try {
    const kib = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`${folder}/smaps_rollup`, 'latin1'))?.[1]
    return kib === undefined ? null : Number(kib) * 1024
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ESRCH' || code === 'ENOENT' ? 0 : null
  }
}
