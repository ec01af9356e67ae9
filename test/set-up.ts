import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '../scripts/ensure-build.mjs'

/**
 * Vitest's and Playwright's global set-up: the tests run the built programs, and what they lay down for a while goes into
 * one folder, which goes with the run.
 */
export default async function setUp(): Promise<() => void> {
  await ensureBuild()
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tests-'))
  // some tests start a program as another user, who has to get at its files
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  return () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
