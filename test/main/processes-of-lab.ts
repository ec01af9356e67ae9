import { readFileSync, readdirSync } from 'node:fs'

/** The living processes (Linux) whose environment holds all of these settings, such as LOCKSTEP_LAB=…. */
export function processesWith(...settings: readonly string[]): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isAlive(pid) && hasSettings(pid, settings))
}

function hasSettings(pid: number, settings: readonly string[]): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
    return settings.every((setting) => environment.includes(setting))
  } catch {
    return false
  }
}

/** A zombie that nobody has waited for yet is not alive. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}

/** @returns the first answer that holds, or the last one after `withinMs` */
export async function eventually<T>(look: () => T, holds: (answer: T) => boolean, withinMs: number): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const answer = look()
    if (holds(answer) || Date.now() > until) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** @returns whether a process ends before that much time has gone */
export async function ends(pid: number, withinMs: number): Promise<boolean> {
  return !(await eventually(
    () => isAlive(pid),
    (alive) => !alive,
    withinMs,
  ))
}

/** The living processes (Linux) of a trial's group. */
export function processesOfGroup(group: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isAlive(pid) && groupOf(pid) === group)
}

function groupOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // field 5, counted behind the name, which may itself hold spaces and brackets
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
  } catch {
    return null
  }
}
