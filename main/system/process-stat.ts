import { readFileSync } from 'node:fs'
import { procIsOwn } from './own-proc.ts'

/** Linux says this of a process or a thread in its `stat` file (proc(5)). */
export interface ProcessStat {
  /** The kernel's name for it has at most 15 characters. */
  readonly name: string
  /** "R" runs or could, "S" sleeps, "Z" has ended and was not yet waited for, "X" is gone. */
  readonly state: string
  readonly parent: number
  readonly group: number
  readonly ownMs: number
  /** This is the CPU time of children that have ended and that it has waited for, and of theirs. */
  readonly childrenMs: number
  /** These clock ticks from the machine's boot to its start differ from those of a later process with the same pid. */
  readonly startTicks: string
  /** It runs on this logical core, or ran on it last. */
  readonly core: number
  /** Whether it is a thread of the kernel, and no program (PF_KTHREAD of its flags). */
  readonly kernel: boolean
}

/** sysconf(_SC_CLK_TCK) is 100 on every Linux (the kernel's USER_HZ). */
export const tickMs = 10
const kernelThread = 0x00200000

/**
 * @param which is a process's number, or a thread as `self/task/NUMBER`
 * @returns null if it has ended, if /proc does not know it by that number, and on systems other than Linux
 */
export function readStat(which: number | string): ProcessStat | null {
  if (typeof which === 'number' && !procIsOwn()) return null
  let text: string
  try {
    text = readFileSync(`/proc/${which}/stat`, 'latin1')
  } catch {
    return null
  }
  // The name stands in parentheses and may itself hold any of them.
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  const behindName = text.slice(close + 2).split(' ')
  /** @param number counts as proc(5) does: the first field behind the name is number 3 */
  const field = (number: number): string => behindName[number - 3] ?? ''
  const ms = (...numbers: number[]): number => numbers.reduce((sum, number) => sum + Number(field(number)), 0) * tickMs
  return {
    name: text.slice(open + 1, close),
    state: field(3),
    parent: Number(field(4)),
    group: Number(field(5)),
    ownMs: ms(14, 15),
    childrenMs: ms(16, 17),
    startTicks: field(22),
    core: Number(field(39)),
    kernel: (Number(field(9)) & kernelThread) !== 0,
  }
}
