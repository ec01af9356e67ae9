import { expect, test } from 'vitest'
import type { FoundRuntime, RuntimesReport } from '../../../experiments/core/session/runtimes-report.ts'
import { runtimesInShort } from '../../../renderer/words/runtimes-in-short.ts'

function found(runtime: FoundRuntime['runtime'], version: string, changes: Partial<FoundRuntime> = {}): FoundRuntime {
  const base = { runtime, name: runtime, version, command: [runtime], commandLine: runtime }
  return { ...base, default: true, usedFor: [], facts: [], ...changes }
}

function report(...all: readonly FoundRuntime[]): RuntimesReport {
  const node = { runtime: 'node' as const, version: '24.21.0', command: ['/opt/node'] }
  return { node, found: all, broken: [], missing: [], chosen: {}, notes: [] }
}

test('each runtime is named once, with the versions that series run on', () => {
  const all = [
    // in whatever order they were found
    found('jython', '2.7.3'),
    found('cpython-ft', '3.13.5'),
    found('cpython', '3.13.5'),
    found('cpython', '3.11.2', { default: false, usedFor: ['NumPy'] }),
    found('cpython', '3.8.18', { default: false }),
  ]
  expect(runtimesInShort(report(...all))).toBe('node 24.21 · cpython 3.13, 3.13t · jython 2.7 · numpy')
})

test('packages that only an unused interpreter has are not named, those of the default one are', () => {
  const unused = found('cpython', '3.8.18', { default: false, facts: ['NumPy 1.2'] })
  expect(runtimesInShort(report(found('cpython', '3.13.5'), unused))).toBe('node 24.21 · cpython 3.13')
  const used = found('cpython', '3.13.5', { facts: ['one lock', 'NumPy 2.4.0', 'SciPy 1.17'] })
  expect(runtimesInShort(report(used))).toBe('node 24.21 · cpython 3.13 · numpy · scipy')
})

test('without any Python there is Node', () => {
  expect(runtimesInShort(report())).toBe('node 24.21')
})

test('a version that is no number is given whole', () => {
  expect(runtimesInShort(report(found('pypy', 'unknown')))).toBe('node 24.21 · pypy unknown')
})
