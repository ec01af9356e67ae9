import { readFileSync } from 'node:fs'

const lookEveryMs = 500
const shells = new Set(['sh', 'dash', 'bash', 'zsh'])

/**
 * Calls `gone` when the `npm` that runs the lab has died: a kill -9 of it leaves it no chance to pass that on, and the
 * shell between the two stays. Does nothing for a lab that npm did not start.
 */
export function watchLauncher(env: NodeJS.ProcessEnv, gone: () => void): void {
  if (env['npm_lifecycle_event'] === undefined) return
  const family = ancestry()
  const timer = setInterval(() => {
    if (ancestry() === family) return
    clearInterval(timer)
    gone()
  }, lookEveryMs)
  timer.unref()
}

/** The pids from the parent up to the nearest ancestor that is no shell (Linux), as text; a dead one ends it. */
function ancestry(): string {
  const pids: number[] = []
  for (let pid = process.ppid; pid > 0;) {
    const state = processState(pid)
    if (state === null) break
    pids.push(pid)
    if (!shells.has(state.name)) break
    pid = state.parent
  }
  return pids.length === 0 ? String(process.ppid) : pids.join(' ')
}

/** @returns null where it is gone, a zombie that nobody waits for included, or cannot be told */
function processState(pid: number): { readonly name: string; readonly parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return null
    return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(parent) }
  } catch {
    return null
  }
}
