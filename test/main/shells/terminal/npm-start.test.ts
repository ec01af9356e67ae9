import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually, processesWith } from '../../processes-of-lab.ts'
import { temporaryFolder } from './lockstep.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')

test('kill -9 of the npm that started the lab ends the lab too, with all its processes', async () => {
  const home = temporaryFolder()
  const npm = spawn('npm', ['start', '--silent', '--', 'run', 'cpu-bound', '--json'], {
    cwd: root,
    env: { ...process.env, LOCKSTEP_HOME: home },
    stdio: 'ignore',
  })
  const mark = `LOCKSTEP_HOME=${home}`
  const sessions = join(home, 'sessions')
  expect(await eventually(() => existsSync(sessions), Boolean, 40_000)).toBe(true)
  npm.kill('SIGKILL')
  await once(npm, 'exit')
  expect(
    await eventually(
      () => processesWith(mark),
      ({ length }) => length === 0,
      4000,
    ),
  ).toEqual([])
})
