import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockstep, temporaryFolder } from './lockstep.ts'
import { brief, experimentOn, parseResult } from './own-experiment.ts'

test("a user's module is refused without --trust, naming what it would run, and runs with it", async () => {
  const file = experimentOn('collatz.mjs')
  const refused = await lockstep(['run', file, '--json'])
  expect(refused.code).toBe(2)
  expect(refused.stdout).toBe('')
  expect(refused.stderr).toContain(join(file, '..', 'collatz.mjs'))
  expect(refused.stderr).toContain('--trust')
  const home = temporaryFolder()
  const env = { UV_THREADPOOL_SIZE: '1', NODE_PENDING_DEPRECATION: '1' }
  const trusted = await lockstep(['run', file, '--json', '--trust', '--workers', '1', '--rounds', '1'], { home, env })
  expect(trusted.code).toBe(0)
  expect(trusted.stderr.match(/NODE_PENDING_DEPRECATION and UV_THREADPOOL_SIZE are set where/g)).toHaveLength(1)
  // a file that was run is one that was used before
  expect((await lockstep(['list'], { home })).stdout).toContain(file)
  expect(parseResult(trusted.stdout).failures).toEqual([])
}, 120_000)

test('a failing workload gets its outcome, the rest of the session goes on, and the exit code is 1', async () => {
  const file = experimentOn('fails-in-processes.mjs')
  const { code, stdout } = await lockstep(['run', file, '--trust', '--json'])
  const result = parseResult(stdout)
  expect(code).toBe(1)
  expect(new Set(result.failures.map(({ series, outcome }) => `${series} ${outcome}`))).toEqual(
    new Set(['node/processes crashed']),
  )
  const threads = result.curves.find(({ series }) => series === 'node/threads')
  expect(threads?.points.map(({ rounds }) => rounds)).toEqual([2, 2])
  expect(result.complete).toBe(true)
}, 120_000)

test('memory beyond the limit of the file is out-of-memory, and the lab survives it', async () => {
  const file = experimentOn('eats-buffers.mjs', `${brief}memoryLimit: 300MiB\n`, 'node/threads')
  const { code, stdout } = await lockstep(['run', file, '--trust', '--json', '--workers', '1'])
  expect(code).toBe(1)
  for (const failure of parseResult(stdout).failures) {
    expect(failure).toMatchObject({ outcome: 'out-of-memory', message: expect.stringContaining('300 MiB') })
  }
}, 120_000)

test('a series that computes something else is a wrong result, named with both checksums', async () => {
  const file = experimentOn('differs-by-series.mjs')
  const { code, stdout } = await lockstep(['run', file, '--trust', '--json'])
  expect(code).toBe(1)
  const { failures } = parseResult(stdout)
  expect(failures.length).toBeGreaterThan(0)
  for (const failure of failures) {
    expect(failure).toMatchObject({
      series: 'node/processes',
      outcome: 'wrong-result',
      message: expect.stringMatching(/[0-9a-f]{8}.*[0-9a-f]{8}/),
    })
  }
}, 120_000)
