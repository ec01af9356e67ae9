import { readFileSync } from 'node:fs'

/** How often the out-of-memory killer has struck so far on this machine (Linux), or null where it cannot be told. */
export function oomKills(): number | null {
  try {
    const match = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))
    return match === null ? null : Number(match[1])
  } catch {
    return null
  }
}
