import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that stands for / or /proc while the test runs. */
export function madeUpSystem(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-system-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

/** Writes files of it, a line each; keys are their paths within it. */
export function writeFiles(system: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(system, path)), { recursive: true })
    writeFileSync(join(system, path), `${text}\n`)
  }
}
