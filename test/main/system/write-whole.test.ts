import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeExport } from '../../../main/export/write-export.ts'
import { RecentFiles } from '../../../main/store/recent-files.ts'
import { writeWhole } from '../../../main/system/write-whole.ts'
import { fill, noDisk, smallDisk } from '../small-disk.ts'

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

test('on a disk with too little room the old file stays whole, nothing is left beside it, and the message says so', async ({
  skip,
}) => {
  for (const roomBytes of [1, 3000, 4096, 40_000, 90_000]) {
    const disk = smallDisk(Math.ceil((roomBytes + 8192) / 4096) * 4096)
    if (disk === null) return skip(noDisk)
    const path = join(disk, 'results.json')
    writeFileSync(path, 'the good one')
    await expect(writeExport(path, Buffer.alloc(120_000, 'x'))).rejects.toThrow(
      `cannot write ${path}: the disk is full: make room, or choose a folder on another disk; what was there before is as it was`,
    )
    expect(readFileSync(path, 'utf8')).toBe('the good one')
    expect(readdirSync(disk)).toEqual(['results.json'])
  }
})

test('on a disk without any room a new file is not begun', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  fill(disk)
  await expect(writeExport(join(disk, 'results.csv'), 'a,b\n')).rejects.toThrow(
    /the disk is full: make room, or choose .* disk$/,
  )
  expect(readdirSync(disk)).toEqual(['filling'])
})

test('what a person opened last is kept as it was when the disk is full', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  const recent = new RecentFiles(disk)
  await recent.add('/first.yaml')
  fill(disk)
  await recent.add(`/${'long'.repeat(1500)}.yaml`)
  expect(recent.list().files).toEqual(['/first.yaml'])
})

test('a file that is replaced keeps its mode, and a link to it stays a link', async () => {
  const folder = temporaryFolder()
  const [file, link] = [join(folder, 'file'), join(folder, 'link')]
  writeFileSync(file, 'old')
  chmodSync(file, 0o640)
  symlinkSync(file, link)
  await writeWhole(link, 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(statSync(file).mode & 0o777).toBe(0o640)
  expect(readdirSync(folder)).toEqual(['file', 'link'])
})

test('what is no file is not replaced', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'results.csv'))
  await expect(writeExport(join(folder, 'results.csv'), 'a')).rejects.toThrow('a folder of that name is in the way')
  await expect(writeExport('/dev/null', 'a')).rejects.toThrow('a file of that name is in the way')
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
})

test('a file of any length is written as it is', async () => {
  const path = join(temporaryFolder(), 'file')
  for (const length of [0, 1, 1024 * 1024, 2_500_001]) {
    const bytes = Buffer.alloc(length, 'abc')
    await writeWhole(path, bytes)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  }
})
