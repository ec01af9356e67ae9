import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { procIsOwn } from './own-proc.ts'

const mostLooks = 20
const betweenLooksMs = 5

/**
 * Ends every process of this user whose environment holds the mark, such as LOCKSTEP_TRIAL=…: it finds those that left
 * their process group (Linux; elsewhere the system does not tell, and a process that cleared its environment has no mark).
 * A process may have been starting another one just now: it looks until none is left.
 */
export async function endMarked(mark: string): Promise<void> {
  for (let look = 0; look < mostLooks && killMarked(mark) > 0; look++) await delay(betweenLooksMs)
}

/** @returns how many were found */
function killMarked(mark: string): number {
  // where /proc has other numbers, a signal would meet a stranger
  if (process.platform !== 'linux' || !procIsOwn()) return 0
  let found = 0
  for (const name of processes()) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      if (statSync(`/proc/${name}`).uid !== process.getuid?.()) continue
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark)) continue
      process.kill(pid, 'SIGKILL')
      found++
    } catch {
      // it ended, or does not show its environment
    }
  }
  return found
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc')
  } catch {
    return []
  }
}
