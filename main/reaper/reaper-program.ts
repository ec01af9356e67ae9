/**
 * The reaper: a process in a group of its own that outlives the lab by a moment. It reads `+pgid` and `-pgid` lines; when
 * the pipe closes, because the lab ended or was killed, it ends every group still listed and then (Linux) every process
 * whose environment holds this lab's id, which finds those that left their group.
 *
 * Arguments: the lab's id, the journal file to remove when all is done.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { killGroup } from '../system/process-group.ts'

const [labId = '', journal = ''] = process.argv.slice(2)
const groups = new Set<number>()

function endGroup(pgid: number): void {
  if (process.platform !== 'win32') {
    killGroup(pgid)
    return
  }
  try {
    execFileSync('taskkill', ['/PID', String(pgid), '/T', '/F'], { cwd: import.meta.dirname, stdio: 'ignore' })
  } catch {
    // it has ended already
  }
}

/** @returns how many were found */
function endStrays(): number {
  if (process.platform !== 'linux') return 0
  const mark = `LOCKSTEP_LAB=${labId}\0`
  let found = 0
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      if (!`${readFileSync(`/proc/${name}/environ`, 'latin1')}\0`.includes(mark)) continue
      process.kill(pid, 'SIGKILL')
      found++
    } catch {
      // it ended, or belongs to somebody else
    }
  }
  return found
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const input = createInterface({ input: process.stdin })
input.on('line', (line) => {
  const pgid = Number(line.slice(1))
  if (!Number.isSafeInteger(pgid) || pgid <= 1) return
  if (line.startsWith('+')) groups.add(pgid)
  else groups.delete(pgid)
})
input.on('close', () => {
  for (const pgid of groups) endGroup(pgid)
  // a process may have been starting another one just now: look until none is left
  for (let round = 0; round < 20 && endStrays() > 0; round++);
  if (journal !== '') rmSync(journal, { force: true })
})
