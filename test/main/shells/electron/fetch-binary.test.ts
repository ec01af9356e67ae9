import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { electronIn } from '../../../../main/shells/electron/binary.ts'
import { fetchElectronBinary } from '../../../../main/shells/electron/fetch-binary.ts'
import { isAlive } from '../../../electron/process-state.ts'

/** Fetches with an installer whose source the test gives, in the place of Electron's. */
async function fetchWith(installer: string, stallMs = 10_000) {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-electron-package-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'package.json'), '{ "version": "1.2.3", "type": "commonjs" }')
  await writeFile(
    join(folder, 'install.js'),
    `const fs = require('fs'), os = require('os'), path = require('path');${installer}`,
  )
  const reports: string[] = []
  const result = await fetchElectronBinary({
    electron: electronIn(folder, {}),
    node: process.execPath,
    env: process.env,
    report: (text) => reports.push(text),
    stallMs,
    lookEveryMs: 50,
  })
  return { folder, result, reports: reports.join('') }
}

test('a binary that the installer brings is fetched, and how much has arrived is shown', async () => {
  const { result, reports } = await fetchWith(`
    fs.writeFileSync(path.join(os.tmpdir(), 'electron.zip'), Buffer.alloc(3e6));
    setTimeout(() => {
      fs.mkdirSync(path.join(__dirname, 'dist'));
      fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '');
      fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');
    }, 500)`)
  expect(result).toEqual({ kind: 'fetched' })
  expect(reports).toContain('Fetching Electron 1.2.3')
  expect(reports).toContain('3 MB')
})

test("an installer's failure is shown and its reason is kept", async () => {
  const { result, reports } = await fetchWith(`
    console.error('TypeError: fetch failed\\n    at somewhere'); process.exit(1)`)
  expect(result).toEqual({ kind: 'failed', why: 'the download server cannot be reached' })
  expect(reports).toContain('at somewhere')
})

test('an installer that reports success but brings nothing has failed', async () => {
  expect((await fetchWith('')).result).toEqual({ kind: 'failed', why: 'its installer ended with 0' })
})

test('an installer without progress is given up, together with what it started', async () => {
  const { result, folder } = await fetchWith(
    `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     fs.writeFileSync(path.join(__dirname, 'pids'), process.pid + ' ' + child.pid);
     setInterval(() => {}, 1000)`,
    400,
  )
  expect(result).toEqual({ kind: 'failed', why: 'nothing arrived for 0.4 s' })
  const pids = (await readFile(join(folder, 'pids'), 'utf8')).split(' ').map(Number)
  expect(pids).toHaveLength(2)
  for (const pid of pids) await expect.poll(() => isAlive(pid)).toBe(false)
})
