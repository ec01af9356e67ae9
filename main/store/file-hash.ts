import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'

export function sha256Of(content: Uint8Array): string {
  return hash('sha256', content)
}

/** Says which of the files is another than it was, or is gone; null if all are the same. */
export function changeOf(files: readonly FileHash[]): string | null {
  for (const { path, sha256 } of files) {
    let content: Buffer
    try {
      content = readFileSync(path)
    } catch (error) {
      return `${path} can no longer be read (${error instanceof Error ? error.message : String(error)})`
    }
    if (sha256Of(content) !== sha256) return `${path} has changed`
  }
  return null
}
