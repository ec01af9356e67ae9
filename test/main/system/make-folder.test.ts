import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../../main/system/make-folder.ts'

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

test('a folder is made with those above it, and one that is there is left as it is', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c')
  makeFolder(folder)
  makeFolder(folder)
  expect(statSync(folder).isDirectory()).toBe(true)
})

test('a file in its place, or above it, is told apart', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(() => {
    makeFolder(file)
  }).toThrow('EEXIST')
  expect(() => {
    makeFolder(join(file, 'a', 'b'))
  }).toThrow('ENOTDIR')
})

test('where a file system takes no folders it comes to an end', ({ skip }) => {
  if (!existsSync('/proc/self')) return skip('there is no /proc here')
  expect(() => {
    makeFolder('/proc/lockstep-test/a')
  }).toThrow('ENOENT')
})
