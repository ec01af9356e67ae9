import { spawn, type ChildProcess } from 'node:child_process'
import { killGroup } from '../../system/process-group.ts'

/** Ends a process and whatever it started. On systems other than Windows it has to lead a group of its own. */
export function endProcessTree({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore', windowsHide: true }).unref()
  } else {
    killGroup(pid)
  }
}
