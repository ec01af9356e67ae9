import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { TableReader } from '../../../../main/monitor/readers/table-reader.ts'

let program: ChildProcess | null = null

afterEach(() => {
  program?.kill('SIGKILL')
})

// the reader for macOS and Windows works on Linux, too
test('where there is no /proc, the system’s own figures and its process table say the same', async () => {
  program = spawn(process.execPath, [
    '-e',
    "const c = require('node:child_process').spawn(process.execPath, ['-e', 'for (;;);']); console.log(c.pid); for (;;);",
  ])
  const stdout = program.stdout
  if (stdout === null) throw new Error('no output')
  const [child] = (await once(stdout, 'data')) as [Buffer]
  const reader = new TableReader()
  reader.watch(program.pid ?? 0)
  await reader.read()
  await sleep(300)
  const { cores, memory, processes, ownRssBytes, threads } = await reader.read()
  expect(cores).toHaveLength(os.cpus().length)
  for (const load of cores) expect(load).toBeLessThanOrEqual(1)
  // two processes compute all the time
  expect(cores.reduce((sum, load) => sum + load, 0)).toBeGreaterThan(0.5)
  expect(memory.totalBytes).toBe(os.totalmem())
  expect(memory.usedBytes).toBeLessThan(memory.totalBytes)
  expect(processes.map(({ pid }) => pid).sort()).toEqual([program.pid ?? 0, Number(child)].sort())
  for (const { rssBytes } of processes) expect(rssBytes).toBeGreaterThan(2 ** 20)
  expect(ownRssBytes).toBeGreaterThan(2 ** 20)
  expect(threads).toBeNull()
  process.kill(Number(child), 'SIGKILL')
})
