import { expect, test } from 'vitest'
import { formatRuntimeReport, runtimeReport } from '../../../main/runtimes/runtime-report.ts'
import { discoveryOf, interpreter, withModules } from './discovery/interpreters.ts'

const usual = interpreter('/opt/3.13/python3', { version: '3.13.5', ...withModules({ _interpreters: true }) })
const withNumpy = interpreter('/usr/bin/python3', { ...withModules({ numpy: { version: '2.4.0' } }) })
const jython = interpreter('/usr/bin/jython', {
  implementation: 'jython',
  build: null,
  version: '2.7.3',
  host: 'Java 17.0.15',
  lockOn: false,
  switchIntervalMs: null,
  startMethods: [],
})
const broken = {
  kind: 'broken',
  command: ['/x/python3'],
  reason: 'crashes',
  message: 'ends at start with exit code 3; its last words: "no stdlib"',
} as const

test('what was found says what it has, which is the default, and which is taken for its packages', () => {
  const { found } = runtimeReport(discoveryOf(usual, withNumpy, jython), {}, 'debian')
  expect(found.map(({ default: isDefault, usedFor }) => [isDefault, usedFor])).toEqual([
    [true, []],
    [false, ['NumPy']],
    [true, []],
  ])
  expect(found[0]?.facts).toEqual([
    'one lock, switch interval 5 ms',
    'processes by fork, spawn, forkserver',
    'subinterpreters',
    'optimised with a profile (PGO)',
    'built by GCC 14.2.0',
  ])
  expect(found[1]?.facts).toContain('NumPy 2.4.0')
  expect(found[2]?.facts).toEqual(['no lock', 'no processes of its own', 'Java 17.0.15'])
})

test('what is missing says why and how to get it here', () => {
  const { missing } = runtimeReport(discoveryOf(usual, withNumpy, jython), {}, 'macos')
  expect(missing.map(({ wanted }) => wanted)).toEqual(['cpython-ft', 'pypy', 'ironpython', 'scipy'])
  expect(missing[3]).toMatchObject({ name: 'SciPy', why: 'no CPython that was found has SciPy' })
  expect(missing[0]?.commands[0]).toBe('brew install python-freethreading')
})

test('with nothing installed, everything is missing and nothing is broken', () => {
  const report = runtimeReport(discoveryOf(), {}, 'windows')
  expect(report).toMatchObject({ found: [], broken: [], notes: [] })
  expect(report.missing).toHaveLength(8)
})

test('a choice that cannot be followed for a package is noted once', () => {
  const { notes } = runtimeReport(discoveryOf(usual, withNumpy), { cpython: ['/opt/3.13/python3'] }, 'debian')
  expect(notes).toEqual(['/opt/3.13/python3 has no NumPy: /usr/bin/python3 is used instead'])
})

test('the report is plain data: it survives JSON', () => {
  const report = runtimeReport({ ...discoveryOf(usual, jython), broken: [broken] }, {}, 'fedora')
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('as text, defaults come first within their runtime, then what is broken, then what is missing', () => {
  const report = runtimeReport({ ...discoveryOf(jython, withNumpy, usual), broken: [broken] }, {}, 'debian')
  const lines = formatRuntimeReport(report).split('\n')
  const at = (part: string): number => lines.findIndex((line) => line.includes(part))
  const order = [
    'CPython 3.13.5  /opt/3.13/python3  (default)',
    'CPython 3.12.4  /usr/bin/python3  (used for NumPy)',
    'Jython 2.7.3  /usr/bin/jython  (default)',
    'Cannot be used: /x/python3 ends at start with exit code 3; its last words: "no stdlib"',
    'Missing: PyPy (no PyPy was found)',
    'get it with: sudo apt install pypy3',
  ].map(at)
  expect(order).not.toContain(-1)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})
