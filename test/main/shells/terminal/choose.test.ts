import { expect, test } from 'vitest'
import { chooseShell, type ShellCircumstances } from '../../../../main/shells/terminal/choose.ts'
import type { ElectronPackage } from '../../../../main/shells/electron/binary.ts'

function electron(...binaries: (string | null)[]): ElectronPackage {
  return { version: '1.2.3', folder: '', installer: '', binary: () => binaries.shift() ?? null }
}

function choose(circumstances: Partial<ShellCircumstances>) {
  return chooseShell({
    env: { DISPLAY: ':0' },
    platform: 'linux',
    userId: 1000,
    electron: electron('/electron'),
    fetchBinary: () => Promise.reject(new Error('nothing was to be fetched')),
    ...circumstances,
  })
}

test('Electron is chosen where its program and a display are there', async () => {
  expect(await choose({})).toEqual({ kind: 'electron', binary: '/electron' })
  expect(await choose({ env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual({ kind: 'electron', binary: '/electron' })
  expect(await choose({ env: {}, platform: 'darwin' })).toEqual({ kind: 'electron', binary: '/electron' })
  expect(await choose({ env: {}, platform: 'win32', userId: null })).toEqual({ kind: 'electron', binary: '/electron' })
})

test.each([
  ['no display', { env: { DISPLAY: '' }, electron: electron() }, /no display/],
  ['root', { userId: 0, electron: electron() }, /does not run as root/],
  ['no package', { electron: null }, /not installed/],
])('with %s the browser is chosen at once, nothing is fetched, and the reason is said', async (_what, given, why) => {
  expect(await choose(given)).toEqual({ kind: 'browser', why: expect.stringMatching(why) as unknown })
})

test('a missing program is fetched and then run', async () => {
  const fetchBinary = () => Promise.resolve({ kind: 'fetched' } as const)
  expect(await choose({ electron: electron(null, '/electron'), fetchBinary })).toEqual({
    kind: 'electron',
    binary: '/electron',
  })
})

test('a program that cannot be fetched leads to the browser, with the reason', async () => {
  const fetchBinary = () => Promise.resolve({ kind: 'failed', why: 'nothing arrived for 15 s' } as const)
  expect(await choose({ electron: electron(), fetchBinary })).toEqual({
    kind: 'browser',
    why: "Electron's program could not be fetched (nothing arrived for 15 s)",
  })
})
