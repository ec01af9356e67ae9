import { expect, test } from 'vitest'
import { moduleOrder, pinnedRuntime, runTrial } from './trial-harness.ts'

test('a task is compiled by itself, never into the loop that calls it: there it would be fast or slow by how long laps are', async () => {
  const node = await pinnedRuntime()
  const [program = '', ...rest] = node.command
  let trace = ''
  const order = { ...moduleOrder('serial', 1, 'named-steps.mjs'), size: 1000, tasks: 100, passes: 40, laps: 3 }
  const { outcome } = await runTrial(order, {
    runtime: { ...node, command: [program, '--trace-turbo-inlining', ...rest] },
    onPrint: (text) => (trace += text),
  })
  expect(outcome.kind).toBe('ok')
  const inlined = [...trace.matchAll(/^Inlining .*SharedFunctionInfo (\w*)>.* into .*SharedFunctionInfo (\w*)>/gm)]
  const pairs = inlined.map(([, what = '', into = '']) => `${what} into ${into}`)
  // so far the trace can be read
  expect(pairs).toContain('collatzSteps into wholeTask')
  expect(pairs.filter((pair) => pair.startsWith('wholeTask into'))).toEqual([])
}, 60_000)
