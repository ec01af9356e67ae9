import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that stands for / or /proc while the test runs. */
export function madeUpSystem(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-system-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}
