import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { moduleRequest, nodeRequest, pinnedRuntime, runTrial } from '../trial-harness.ts'

const executors = ['threads', 'processes', 'locked-threads'] as const

test.each(executors)('a task that throws is a crash that names the worker and the error, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'throws.mjs'))
  expect(outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^worker 2 threw TypeError: the cat is on the keyboard \(at .*throws\.mjs:2/),
  })
})

test.each(executors)('an error that nobody awaits is a crash that names it, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'throws-later.mjs'))
  expect(outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^worker [12] threw Error: too late to be awaited \(at .*throws-later\.mjs:4/),
  })
})

test.each(executors)('a promise that never settles is a crash that says so, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'never-settles.mjs'))
  expect(outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^worker [12] awaits a promise that nothing can settle/),
  })
})

test.each(executors)('an endless loop is ended at the timeout, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'loops.mjs'), { timeoutMs: 1500 })
  expect(outcome).toEqual({ kind: 'timeout', message: expect.stringContaining('1.5 s') })
})

test.each(executors)('exiting with 3 is a crash that names the code, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'exits.mjs'))
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('exit code 3') })
})

test.each(executors)('being killed names the signal, in %s', async (executor) => {
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'kills-itself.mjs'))
  expect(outcome).toMatchObject({ kind: 'killed', message: expect.stringContaining('SIGKILL') })
})

test.each(executors)('an exhausted heap is out-of-memory, in %s', async (executor) => {
  const node = await pinnedRuntime()
  // a small heap is full sooner than the usual one of some gigabytes
  const runtime = { ...node, env: { ...node.env, NODE_OPTIONS: '--max-old-space-size=64' } }
  const { outcome } = await runTrial(moduleRequest(executor, 2, 'eats-heap.mjs'), { runtime })
  expect(outcome).toEqual({ kind: 'out-of-memory', message: expect.stringContaining('heap') })
})

test('a task whose results differ from pass to pass is a wrong result', async () => {
  const { outcome } = await runTrial(moduleRequest('threads', 2, 'random.mjs'))
  expect(outcome).toMatchObject({ kind: 'wrong-result', message: expect.stringContaining('in pass 1') })
})

test('long texts are compared after the lap: 8,000 of five million letters take no minutes, and a last one that differs is found', async () => {
  const request = { ...moduleRequest('serial', 1, 'long-text.mjs'), passes: 2000, warmup: 0, laps: 1 }
  const [same, other] = [await runTrial(request, { timeoutMs: 20_000 }), await runTrial({ ...request, size: 2 })]
  expect(same.outcome).toEqual({ kind: 'ok' })
  expect(other.outcome).toMatchObject({
    kind: 'wrong-result',
    message: expect.stringMatching(/in pass 1 .*in pass 2000/),
  })
})

test('a task that returns neither a number nor a string is a wrong result', async () => {
  const { outcome } = await runTrial(moduleRequest('processes', 1, 'returns-object.mjs'))
  expect(outcome).toMatchObject({ kind: 'wrong-result', message: expect.stringContaining('a number or a string') })
})

test.each([
  ['broken-import.mjs', 'broken at import'],
  ['syntax-error.mjs', 'SyntaxError'],
  ['no-run.mjs', 'exports no function run'],
])('a module that cannot be loaded (%s) is a crash that says why', async (file, words) => {
  for (const executor of ['threads', 'processes'] as const) {
    const { outcome } = await runTrial(moduleRequest(executor, 1, file))
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining(words) })
  }
})

test('a cancelled trial ends at once, with all its processes', async () => {
  const cancel = new AbortController()
  const run = await runTrial(moduleRequest('processes', 2, 'loops-aloud.mjs'), {
    signal: cancel.signal,
    onPrint: () => {
      cancel.abort()
    },
  })
  expect(run.outcome.kind).toBe('cancelled')
  expect(run.pids).toHaveLength(3)
  for (const pid of run.pids) expect(isRunning(pid)).toBe(false)
})

test('a kernel that the runtime does not have is a crash that names it', async () => {
  const { outcome } = await runTrial(nodeRequest('serial', 1, { workload: { kind: 'kernel', kernel: 'chess' } }))
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('chess') })
})

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}
