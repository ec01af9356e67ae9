import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pictureBeside } from '../../../main/store/picture-beside.ts'

const root = mkdtempSync(join(tmpdir(), 'lockstep-pictures-'))
const folder = join(root, 'lab')
const experiment = join(folder, 'lab.yaml')
mkdirSync(join(folder, 'img'), { recursive: true })
mkdirSync(join(root, 'lab-other'))
for (const path of ['lab/a.png', 'lab/img/b.svg', 'lab/notes.txt', 'secret.png', 'lab-other/c.png']) {
  writeFileSync(join(root, path), 'bytes')
}
writeFileSync(join(folder, 'large.png'), Buffer.alloc(2 * 1024 * 1024 + 1))

test('a picture in the folder of the experiment, or below it, is shown', () => {
  const bytes = Buffer.from('bytes').toString('base64')
  expect(pictureBeside(experiment, 'a.png')).toBe(`data:image/png;base64,${bytes}`)
  expect(pictureBeside(experiment, './img/b.svg')).toBe(`data:image/svg+xml;base64,${bytes}`)
})

test.each([
  '../secret.png',
  '../lab-other/c.png',
  join(root, 'secret.png'),
  'https://example.org/a.png',
  'notes.txt',
  'large.png',
  'none.png',
  '.',
])('%s is not read', (name) => {
  expect(pictureBeside(experiment, name)).toBe(null)
})

test.skipIf(process.platform === 'win32')('a pipe that is named as a picture does not stall the lab', () => {
  execFileSync('mkfifo', [join(folder, 'pipe.png')])
  expect(pictureBeside(experiment, 'pipe.png')).toBe(null)
})
