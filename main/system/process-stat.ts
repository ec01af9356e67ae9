import { readFileSync } from 'node:fs'

/** What Linux says of a process or a thread in its `stat` file (proc(5)). */
export interface ProcessStat {
  /** The kernel's name for it, at most 15 characters. */
  readonly name: string
  /** "R" runs or could, "S" sleeps, "Z" has ended and was not yet waited for, "X" is gone. */
  readonly state: string
  readonly parent: number
  /** Its process group. */
  readonly group: number
  readonly ownMs: number
  /** Used by children that have ended and that it has waited for, and by theirs. */
  readonly childrenMs: number
  /** Clock ticks from the machine's boot to its start, which tell it from a later one with the same pid. */
  readonly startTicks: string
  /** The logical core that it runs on, or ran on last. */
  readonly core: number
}

/** sysconf(_SC_CLK_TCK) is 100 on every Linux (the kernel's USER_HZ). */
export const tickMs = 10

/**
 * @param which a process's number, or a thread as `self/task/NUMBER`
 * @returns null where it has ended, and on systems other than Linux
 */
export function readStat(which: number | string): ProcessStat | null {
  let text: string
  try {
    text = readFileSync(`/proc/${which}/stat`, 'latin1')
  } catch {
    return null
  }
  // The name stands in parentheses and may itself hold any of them.
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  const behindName = text.slice(close + 2).split(' ')
  /** @param number as proc(5) counts the fields: the first one behind the name is its third */
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
  }
}
