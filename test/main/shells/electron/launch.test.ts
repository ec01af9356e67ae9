import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { launchElectron } from '../../../../main/shells/electron/launch.ts'

/** Launches a shell script in the place of Electron's binary. */
async function launch(script: string, env: NodeJS.ProcessEnv = {}) {
  const root = await mkdtemp(join(tmpdir(), 'lockstep-launch-test-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const binary = join(root, 'electron')
  await writeFile(binary, `#!/bin/sh\n${script}\n`)
  await chmod(binary, 0o755)
  return { root, result: await launchElectron({ binary, application: root, env: { ...process.env, ...env } }) }
}

// A shell script stands for the binary.
const onPosix = test.runIf(process.platform !== 'win32')

onPosix('the application is started on the folder of the project, as an application', async () => {
  const { root, result } = await launch('echo "$1 ${ELECTRON_RUN_AS_NODE:-unset}" > "$1/seen"', {
    ELECTRON_RUN_AS_NODE: '1',
  })
  expect(result).toEqual({ kind: 'ended', exitCode: 0 })
  expect(await readFile(join(root, 'seen'), 'utf8')).toBe(`${root} unset\n`)
})

onPosix('an application that had its window ends with its own exit code', async () => {
  const { result } = await launch('touch "$LOCKSTEP_WINDOW_SHOWN_FILE"; exit 3')
  expect(result).toEqual({ kind: 'ended', exitCode: 3 })
})

onPosix(
  'an application that fails before it has a window is told apart, so that the browser can take over',
  async () => {
    expect((await launch('exit 127')).result).toEqual({
      kind: 'no-window',
      why: 'Electron opened no window (exit code 127)',
    })
    expect((await launch('kill -TRAP $$')).result).toEqual({
      kind: 'no-window',
      why: 'Electron opened no window (SIGTRAP)',
    })
  },
)

test('a binary that cannot be started is told apart too', async () => {
  const result = await launchElectron({ binary: '/none/electron', application: '/none', env: process.env })
  expect(result).toMatchObject({ kind: 'no-window', why: expect.stringContaining('ENOENT') as unknown })
})
