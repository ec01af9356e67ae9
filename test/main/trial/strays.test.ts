import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventually, processesWith } from '../processes-of-lab.ts'
import { moduleRequest, pinnedRuntime, runTrial } from '../trial-programs/trial-harness.ts'

test.runIf(process.platform === 'linux')(
  'when a trial is over, what its workload started has ended too, also in a session of its own',
  async () => {
    const mark = randomUUID()
    const runtime = await pinnedRuntime()
    const started: number[] = []
    const { outcome } = await runTrial(moduleRequest('processes', 1, 'leaves-processes.mjs'), {
      runtime: { ...runtime, env: { ...runtime.env, TEST_MARK: mark } },
      timeoutMs: 3000,
      onStart: () => {
        void eventually(
          () => processesWith(`TEST_MARK=${mark}`),
          ({ length }) => length === 4,
          2900,
        ).then((all) => started.push(...all))
      },
      onEnd: () => {
        expect(started).toHaveLength(4)
        expect(processesWith(`TEST_MARK=${mark}`)).toEqual([])
        return Promise.resolve()
      },
    })
    expect(outcome.kind).toBe('timeout')
  },
)
