import { expect, test } from 'vitest'
import {
  hostSystem,
  installInstructions,
  type HostSystem,
  type Wanted,
} from '../../../main/runtimes/install-instructions.ts'
import { pythonRuntimes } from '../../../experiments/core/names/series.ts'
import { fakeFileSystem } from './discovery/fake-file-system.ts'

const machine = { platform: 'linux', env: {}, userHome: '/home/ada' } as const

test.each([
  ['ID=debian\nVERSION_ID="12"\n', 'debian'],
  ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'debian'],
  ['ID=fedora\n', 'fedora'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
  ['ID=arch\n', 'linux'],
  ['VARIANT_ID=debian\nID=nixos\n', 'linux'],
])('the family of a distribution is read from /etc/os-release: %j', (content, family) => {
  expect(hostSystem(machine, fakeFileSystem('linux', { '/etc/os-release': content }))).toBe(family)
})

test('a Linux that does not say what it is, macOS and Windows have their own answers', () => {
  const nothing = fakeFileSystem('linux', {})
  expect(hostSystem(machine, nothing)).toBe('linux')
  expect(hostSystem({ ...machine, platform: 'darwin' }, nothing)).toBe('macos')
  expect(hostSystem({ ...machine, platform: 'win32' }, nothing)).toBe('windows')
})

test('for everything and every system there is a page, and for all but Jython a command', () => {
  const wanted: readonly Wanted[] = [...pythonRuntimes, 'numpy', 'scipy', 'interpreters']
  const systems: readonly HostSystem[] = ['debian', 'fedora', 'linux', 'macos', 'windows']
  for (const thing of wanted) {
    for (const system of systems) {
      const { commands, page } = installInstructions(thing, system)
      expect(page).toMatch(/^https:\/\//)
      if (thing !== 'jython') expect(commands, `${thing} on ${system}`).not.toEqual([])
    }
  }
})

test("a system's own command comes before those that work everywhere", () => {
  expect(installInstructions('cpython-ft', 'fedora').commands[0]).toBe('sudo dnf install python3.14-freethreading')
  expect(installInstructions('cpython-ft', 'debian').commands[0]).toBe('uv python install 3.14t')
  expect(installInstructions('numpy', 'macos').commands[0]).toBe('brew install numpy')
})
