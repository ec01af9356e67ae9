import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'

export const diskBytes = 128 * 1024
export const noDisk = 'a disk of 128 KiB cannot be mounted here: that takes root on Linux'

/** A file system so small that a session fills it in seconds, or null where none can be mounted. */
export function smallDisk(bytes = diskBytes): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  const options = ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'lockstep-test', folder]
  if (process.platform !== 'linux' || spawnSync('mount', options).status !== 0) return null
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', folder])
    rmdirSync(folder)
  })
  return folder
}

/** Leaves room for a part of a page at the end of other files, and no more. */
export function fill(disk: string): void {
  const path = join(disk, 'filling')
  expect(() => {
    writeFileSync(path, Buffer.alloc(2 * diskBytes))
  }).toThrow('ENOSPC')
  expect(existsSync(path)).toBe(true)
}
