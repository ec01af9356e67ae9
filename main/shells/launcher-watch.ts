import { readStat } from '../system/process-stat.ts'

const lookEveryMs = 500
const shells = new Set(['sh', 'dash', 'bash', 'zsh'])

/**
 * Calls `gone` when the `npm` that runs the lab has died: after a kill -9 it cannot pass the signal on, and the shell
 * between the two stays. It does nothing for a lab that npm did not start, or that a shell started with `nohup`: npm dies
 * of the hang-up that the lab is to outlive.
 * @returns the function that ends the watch
 */
export function watchLauncher(env: NodeJS.ProcessEnv, gone: () => void): () => void {
  if (env['npm_lifecycle_event'] === undefined || env['_']?.endsWith('/nohup') === true) return () => undefined
  const family = ancestry()
  let watching = true
  const timer = setInterval(() => {
    if (ancestry() === family) return
    clearInterval(timer)
    // a hang-up that came together with npm's end is heard first
    setImmediate(() => {
      if (watching) gone()
    })
  }, lookEveryMs)
  timer.unref()
  return () => {
    watching = false
    clearInterval(timer)
  }
}

/** Returns the pids from the parent up to the nearest ancestor that is no shell (Linux), as text; a dead ancestor ends the list. */
function ancestry(): string {
  const pids: number[] = []
  for (let pid = process.ppid; pid > 0;) {
    const stat = readStat(pid)
    // A zombie that nobody waits for is gone as well.
    if (stat === null || stat.state === 'Z' || stat.state === 'X') break
    pids.push(pid)
    if (!shells.has(stat.name)) break
    pid = stat.parent
  }
  return pids.length === 0 ? String(process.ppid) : pids.join(' ')
}
