import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readStat } from '../../../main/system/process-stat.ts'

test.runIf(process.platform === 'linux')("a process's name may hold spaces and brackets", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'))
  const program = join(folder, 'a) S 1 (b')
  await copyFile('/bin/sleep', program)
  const child = spawn(program, ['60'])
  await once(child, 'spawn')
  try {
    await expect
      .poll(() => readStat(child.pid ?? 0))
      .toMatchObject({ name: 'a) S 1 (b', state: 'S', parent: process.pid })
  } finally {
    child.kill()
    await rm(folder, { recursive: true, force: true })
  }
})

test.runIf(process.platform === 'linux')(
  'a process that computes has used CPU time, and its start stays the same',
  () => {
    const before = readStat(process.pid)
    for (const until = performance.now() + 100; performance.now() < until;);
    const after = readStat(process.pid)
    expect(after?.ownMs).toBeGreaterThan(before?.ownMs ?? Infinity)
    expect(after?.startTicks).toBe(before?.startTicks)
  },
)

test('a process that is not there has none', () => {
  expect(readStat(2 ** 30)).toBeNull()
})
