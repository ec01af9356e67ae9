/**
 * Ties the calling thread to the core that is its worker's, counting anew where there are more workers than cores. Node
 * has no call for it: taskset (util-linux) sets it for a thread's number.
 * @throws where it cannot be: a worker that runs elsewhere would measure something else
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
