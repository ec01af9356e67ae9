import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readStat, type ProcessStat } from '../system/process-stat.ts'

export type ProcessCpu = ProcessStat & { readonly pid: number }

/** @returns every process that this user can see */
export function cpuTimesOfProcesses(): readonly ProcessCpu[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry)
    const stat = Number.isInteger(pid) ? readStat(pid) : null
    return stat === null ? [] : { ...stat, pid }
  })
}

/**
 * Names the program and the script that it runs: "node mine.mjs". The kernel's own name for a process may be that of its
 * first thread ("MainThread", Node 24).
 * @returns null for a process that has ended and for the kernel's own, which have no command line
 */
export function commandName(pid: number): string | null {
  let words: readonly string[]
  try {
    words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  } catch {
    return null
  }
  const [first, script] = words
  // a process that has rewritten its own title (Chromium's children) has it all in one word
  const program = first?.split(' -')[0]
  if (program === undefined) return null
  const isScript = script !== undefined && !script.startsWith('-') && /\.\w+$/.test(script)
  return isScript ? `${basename(program)} ${basename(script)}` : basename(program)
}
