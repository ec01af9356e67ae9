/**
 * Ties the calling thread to the core of its worker; if there are more workers than cores, they share them in turn. Node
 * has no call for it: taskset (util-linux) sets it for a thread's number.
 * @throws if that is not possible: a worker that runs elsewhere would measure something else
 */
export function pinThread(cores: readonly number[] | undefined, worker: number): void {
  const core = cores?.[worker % cores.length]
  if (core === undefined) return
  // Taken only by workers that are tied: import statements would slow the start of all others, which is measured.
  const { readlinkSync } = process.getBuiltinModule('node:fs')
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  const tid = readlinkSync('/proc/thread-self').split('/').at(-1) ?? ''
  try {
    execFileSync('taskset', ['-p', '-c', String(core), tid], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    throw new Error(`could not be tied to core ${core} by taskset: ${String(error)}`, { cause: error })
  }
}
