/**
 * The reaper: a process in a group of its own that outlives the lab by a moment. It reads `+pgid` and `-pgid` lines; when
 * the pipe closes, because the lab ended or was killed, it ends every group still listed and then (Linux) every process
 * whose environment holds this lab's id, which finds those that left their group.
 *
 * Arguments: the lab's id, the journal file to remove when all is done.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { endMarked } from '../system/marked-processes.ts'
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

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const input = createInterface({ input: process.stdin })
input.on('line', (line) => {
  const pgid = Number(line.slice(1))
  if (!Number.isSafeInteger(pgid) || pgid <= 1) return
  if (line.startsWith('+')) groups.add(pgid)
  else groups.delete(pgid)
})
input.on('close', () => void endAll())

async function endAll(): Promise<void> {
  for (const pgid of groups) endGroup(pgid)
  await endMarked(`LOCKSTEP_LAB=${labId}`)
  if (journal !== '') rmSync(journal, { force: true })
}
