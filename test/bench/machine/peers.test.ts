import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { findPyperf } from '../../../bench/machine/peers.ts'

/** A folder with a program of that name, which prints a line whatever it is asked. */
function folderWith(program: string, line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  writeFileSync(join(folder, program), `#!/bin/sh\necho '${line}'\n`, { mode: 0o755 })
  return folder
}

test.runIf(process.platform !== 'win32')('pyperf is found in a Python that is not called python3', async () => {
  vi.stubEnv('LOCKSTEP_PYPERF_PYTHON', '')
  const folder = folderWith('python3.99', '2.9.0')
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`)
  expect(await findPyperf(new AbortController().signal)).toMatchObject({
    kind: 'found',
    version: '2.9.0',
    command: [join(folder, 'python3.99'), '-m', 'pyperf'],
  })
  vi.unstubAllEnvs()
})
