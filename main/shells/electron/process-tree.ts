import { spawn, type ChildProcess } from 'node:child_process'
import { killGroup } from '../../system/process-group.ts'

/** Ends a process and whatever it started. On systems other than Windows it has to lead a group of its own. */
export function endProcessTree({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    // Windows looks for a program where it is started first, and there could be a stranger's
    const options = { cwd: process.env['SystemRoot'], stdio: 'ignore', windowsHide: true } as const
    spawn('taskkill', ['/T', '/F', '/PID', String(pid)], options).unref()
  } else {
    killGroup(pid)
  }
}
