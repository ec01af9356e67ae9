import { eventually, processesOfGroup } from '../../processes-of-lab.ts'
import type { RunTrialOptions } from '../trial-harness.ts'

/** @returns the processes of the trial's group that are alive when it is over */
export async function leftBehind(
  start: (options: RunTrialOptions) => Promise<unknown>,
  timeoutMs: number,
): Promise<number[]> {
  let left: number[] = [Number.NaN]
  await start({
    timeoutMs,
    onEnd: async (pid) => {
      left = await eventually(
        () => processesOfGroup(pid ?? 0),
        ({ length }) => length === 0,
        2000,
      )
    },
  })
  return left
}
