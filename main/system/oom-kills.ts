import { readFileSync } from 'node:fs'

/** Returns how often the out-of-memory killer has struck on this machine (Linux), or null if that is not known. */
export function oomKills(): number | null {
  try {
    const match = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))
    return match === null ? null : Number(match[1])
  } catch {
    return null
  }
}
