import { hash } from 'node:crypto'
import { readRegularFile } from '../system/regular-file.ts'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'

/** A program that is larger is none that a person has read. */
export const mostOwnCodeBytes = 64 * 1024 * 1024

export function sha256Of(content: Uint8Array): string {
  return hash('sha256', content)
}

/** Says which of the files is another than it was, or is gone; null if all are the same. */
export function changeOf(files: readonly FileHash[]): string | null {
  for (const { path, sha256 } of files) {
    let content: Buffer
    try {
      content = readRegularFile(path, mostOwnCodeBytes).content
    } catch (error) {
      return `${path} can no longer be read (${error instanceof Error ? error.message : String(error)})`
    }
    if (sha256Of(content) !== sha256) return `${path} has changed`
  }
  return null
}
