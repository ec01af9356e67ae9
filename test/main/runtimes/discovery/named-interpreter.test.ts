import { expect, test } from 'vitest'
import { parseRuntimeOption, type NamedInterpreter } from '../../../../main/runtimes/discovery/named-interpreter.ts'
import { fakeFileSystem } from './fake-file-system.ts'

const machine = {
  platform: 'linux',
  env: { PATH: '/home/ada/.pyenv/shims:/opt/bin:/usr/bin' },
  userHome: '/home/ada',
} as const
const files = fakeFileSystem('linux', {
  '/home/ada/.pyenv/shims/python3': '',
  '/usr/bin/python3': '',
  '/usr/bin/mono': '',
  '/lab/tools/ipy.exe': '',
  '/home/ada/my python/bin/python3': '',
})

function parse(text: string): NamedInterpreter {
  return parseRuntimeOption(text, machine, files, '/lab')
}

test.each([
  ['cpython=/usr/bin/python3', 'cpython', ['/usr/bin/python3']],
  ['cpython = /home/ada/my python/bin/python3', 'cpython', ['/home/ada/my python/bin/python3']],
  ['cpython=~/my python/bin/python3', 'cpython', ['/home/ada/my python/bin/python3']],
  ['cpython-ft=../opt/python3.13t', 'cpython-ft', ['/opt/python3.13t']],
  ['cpython=python3', 'cpython', ['/usr/bin/python3']],
  ['ironpython=mono tools/ipy.exe', 'ironpython', ['/usr/bin/mono', '/lab/tools/ipy.exe']],
  ['ironpython=mono --debug "tools/ipy.exe"', 'ironpython', ['/usr/bin/mono', '--debug', '/lab/tools/ipy.exe']],
  ['pypy=pypy3 -X a=b', 'pypy', ['pypy3', '-X', 'a=b']],
])('%s names a runtime and its command', (text, runtime, command) => {
  expect(parse(text)).toEqual({ kind: 'ok', runtime, command })
})

test.each([
  ['/usr/bin/python3', /expected RUNTIME=COMMAND/],
  ['python=/usr/bin/python3', /got "python", expected one of cpython, cpython-ft, pypy, jython, ironpython/],
  ['node=/usr/bin/node', /Node is the one that Lockstep brings along/],
  ['cpython=', /cpython: got nothing/],
  ['cpython="/usr/bin/python3', /closing "/],
])('%s is refused, with what was expected', (text, message) => {
  expect(parse(text)).toMatchObject({ kind: 'refused', message })
})

test('on Windows a bare name is an .exe on PATH', () => {
  const windows = { platform: 'win32', env: { Path: 'C:\\Tools' }, userHome: 'C:\\Users\\ada' } as const
  const tools = fakeFileSystem('win32', { 'C:\\Tools\\pypy3.exe': '', 'C:\\Program Files\\Python313\\python.exe': '' })
  expect(parseRuntimeOption('pypy=pypy3', windows, tools, 'C:\\work')).toMatchObject({
    command: ['C:\\Tools\\pypy3.exe'],
  })
  const whole = 'cpython=C:\\Program Files\\Python313\\python.exe'
  expect(parseRuntimeOption(whole, windows, tools, 'C:\\work')).toMatchObject({
    command: ['C:\\Program Files\\Python313\\python.exe'],
  })
})
