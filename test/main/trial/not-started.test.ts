import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { InstalledRuntime } from '../../../main/trial/runtime.ts'
import { nodeRequest, pinnedRuntime, runTrial } from '../trial-programs/trial-harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))

async function outcomeOf(changes: Partial<InstalledRuntime>): Promise<unknown> {
  const runtime = { ...(await pinnedRuntime()), ...changes }
  return (await runTrial(nodeRequest('serial', 1), { runtime })).outcome
}

test('a trial whose program may not be executed has crashed, with the reason', async () => {
  const program = join(folder, 'no-program')
  writeFileSync(program, '', { mode: 0o600 })
  expect(await outcomeOf({ command: [program] })).toEqual({
    kind: 'crashed',
    message: expect.stringMatching(/no-program could not be started: .*EACCES/),
  })
})

test('a trial that the system takes no order for has crashed, with the reason', async () => {
  expect(await outcomeOf({ env: { TOO_LONG: 'x'.repeat(4_000_000) } })).toEqual({
    kind: 'crashed',
    message: expect.stringMatching(/could not be started: .*E2BIG/),
  })
})

test.skipIf(process.platform === 'win32')(
  'a trial for which no descriptor is left has crashed, with the reason, and nothing else has',
  async () => {
    const fixture = join(import.meta.dirname, '..', '..', 'fixtures', 'trial-without-descriptors.ts')
    const command = ['-c', 'ulimit -n 200; exec "$@"', 'sh', process.execPath, fixture, folder]
    const { stdout } = await promisify(execFile)('sh', command)
    expect(JSON.parse(stdout)).toEqual({
      kind: 'crashed',
      message: expect.stringMatching(/could not be started: .*EMFILE/),
    })
  },
)

test.skipIf(process.platform === 'win32')(
  'worker processes for which no descriptor is left are a crash with the reason',
  async () => {
    const runtime = await pinnedRuntime()
    const command = ['sh', '-c', 'ulimit -n 60; exec "$@"', 'sh', ...runtime.command] as const
    const { outcome } = await runTrial(nodeRequest('processes', 32, { tasks: 32 }), {
      runtime: { ...runtime, command },
    })
    expect(outcome).toEqual({
      kind: 'crashed',
      message: expect.stringMatching(/^worker \d+: could not be started: .*EMFILE/),
    })
  },
)
