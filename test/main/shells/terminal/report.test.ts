import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fill, noDisk, smallDisk } from '../../small-disk.ts'
import { startLockstep, temporaryFolder } from './lockstep.ts'

/** A session that was measured elsewhere, and the folder that it lies in. */
function sessionOfOthers(): { readonly path: string; readonly folder: string } {
  const folder = temporaryFolder()
  const path = join(folder, 'theirs.lockstep')
  const packed = join(import.meta.dirname, '..', '..', '..', 'golden', 'sessions', 'cpu-bound-old.lockstep.gz')
  writeFileSync(path, gunzipSync(readFileSync(packed)))
  return { path, folder }
}

test('report writes a session of others in every format, into the folder that was named', async () => {
  const { path, folder } = sessionOfOthers()
  const out = join(folder, 'new', 'folder')
  const { code, stdout, stderr } = await startLockstep(['report', path, '--format', 'pdf,docx,md,html', '--out', out])
    .ended
  expect([code, stderr]).toEqual([0, ''])
  const names = ['theirs-report.docx', 'theirs-report.html', 'theirs-report.pdf', 'theirs-report.zip']
  expect(readdirSync(out).sort()).toEqual(names)
  for (const name of names) expect(stdout).toContain(`Wrote ${join(out, name)}\n`)
  const beginnings = names.map((name) => readFileSync(join(out, name)).toString('latin1', 0, 4))
  expect(beginnings).toEqual(['PK\u0003\u0004', '<!do', '%PDF', 'PK\u0003\u0004'])
})

test('report says which format or session is wrong, and writes nothing', async () => {
  const { path, folder } = sessionOfOthers()
  const wrong = await startLockstep(['report', path, '--format', 'pdf,odt', '--out', join(folder, 'out')]).ended
  expect([wrong.code, wrong.stderr]).toEqual([2, '--format: got "odt", expected pdf, docx, html or md\n'])
  expect(existsSync(join(folder, 'out'))).toBe(false)
  const gone = await startLockstep(['report', join(folder, 'gone.lockstep')]).ended
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('there is no such session')])
})

test('a file of a report that cannot be written is named with what to do, and the others are written', async () => {
  const { path, folder } = sessionOfOthers()
  mkdirSync(join(folder, 'theirs-report.html'))
  const { code, stderr } = await startLockstep(['report', path, '--format', 'html,md', '--out', folder]).ended
  expect(code).toBe(1)
  expect(stderr).toContain(`cannot write ${join(folder, 'theirs-report.html')}: a folder of that name is in the way`)
  expect(stderr).toContain(`Written: ${join(folder, 'theirs-report.zip')}`)
})

test('a report on a full disk leaves no half of a file', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  fill(disk)
  const { path } = sessionOfOthers()
  const { code, stderr } = await startLockstep(['report', path, '--format', 'md', '--out', disk]).ended
  expect([code, stderr]).toEqual([1, expect.stringContaining('the disk is full: make room')])
  expect(readdirSync(disk)).toEqual(['filling'])
})
