import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** CPU time of a process so far. */
export interface ProcessCpu {
  readonly pid: number
  readonly name: string
  readonly parent: number
  /** Its process group. */
  readonly group: number
  /** When it started, in clock ticks since boot: tells apart two processes that had the same pid. */
  readonly startTicks: number
  readonly ownMs: number
  /** Of children that have ended and that it has waited for, and theirs. */
  readonly childrenMs: number
}

/** sysconf(_SC_CLK_TCK) is 100 on every Linux (the kernel's USER_HZ). */
const tickMs = 10

/** Of every process that this user can see (proc(5), /proc/PID/stat). */
export function cpuTimesOfProcesses(): readonly ProcessCpu[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry)
    return Number.isInteger(pid) ? (cpuTimesOf(pid) ?? []) : []
  })
}

/** @returns null for a process that has ended */
function cpuTimesOf(pid: number): ProcessCpu | null {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return null
  }
  // the name stands in parentheses and may itself hold any of them
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  const fields = text.slice(close + 2).split(' ')
  const number = (field: number): number => Number(fields[field])
  return {
    pid,
    name: text.slice(open + 1, close),
    parent: number(1),
    group: number(2),
    startTicks: number(19),
    ownMs: (number(11) + number(12)) * tickMs,
    childrenMs: (number(13) + number(14)) * tickMs,
  }
}

/**
 * The program, and the script that it runs: "node vitest.mjs". The kernel's own name for a process may be that of its
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
  // one that has rewritten its own title (Chromium's children) has it all in one word
  const program = first?.split(' -')[0]
  if (program === undefined) return null
  const isScript = script !== undefined && !script.startsWith('-') && /\.\w+$/.test(script)
  return isScript ? `${basename(program)} ${basename(script)}` : basename(program)
}

/** What the hypervisor gave to other machines so far, of all cores together; null where the system does not tell. */
export function stealMs(): number | null {
  try {
    const steal = Number(/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1]?.split(' ')[7])
    return Number.isFinite(steal) ? steal * tickMs : null
  } catch {
    return null
  }
}
