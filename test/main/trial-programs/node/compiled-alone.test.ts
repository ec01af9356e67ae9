import { expect, test } from 'vitest'
import { moduleRequest, pinnedRuntime, runTrial } from '../trial-harness.ts'

test.for([
  ['serial', 1],
  ['locked-threads', 1],
] as const)(
  'under %s a task is compiled by itself: not into the loop that calls it, where it would be slower in long laps, nor is a safe point into it',
  { timeout: 60_000 },
  async ([executor, workers]) => {
    const node = await pinnedRuntime()
    const [program, ...rest] = node.command
    let trace = ''
    const order = moduleRequest(executor, workers, 'named-steps.mjs')
    const { outcome } = await runTrial(
      { ...order, size: 1000, tasks: 100, passes: 40, laps: 3 },
      {
        runtime: { ...node, command: [program, '--trace-turbo-inlining', ...rest] },
        onPrint: (text) => (trace += text),
      },
    )
    expect(outcome.kind).toBe('ok')
    const inlined = [...trace.matchAll(/^Inlining .*SharedFunctionInfo ?(\w*)>.* into .*SharedFunctionInfo ?(\w*)>/gm)]
    const pairs = inlined.map(([, what = '', into = '']) => `${what} into ${into}`)
    expect(new Set(pairs.filter((pair) => pair.includes('wholeTask')))).toEqual(
      new Set(['collatzSteps into wholeTask']),
    )
  },
)
