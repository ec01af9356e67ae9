import { expect, test } from 'vitest'
import type { Workload } from '../../../experiments/core/definition/experiment.ts'
import { findSeries, type Series } from '../../../experiments/core/names/series.ts'
import type { Discovery } from '../../../main/runtimes/discovery/discovery.ts'
import { findNode } from '../../../main/runtimes/node-runtime.ts'
import { sessionRuntimes, type SessionRuntimes } from '../../../main/runtimes/session-runtimes.ts'
import { programs } from '../trial-programs/trial-harness.ts'
import { discoveryOf, interpreter, withModules } from './discovery/interpreters.ts'

const numpy = withModules({ numpy: { version: '2.4.0' } })
const isolated = withModules({ _interpreters: true })
const node = await findNode(process.execPath, programs)

function seriesOf(ids: readonly string[]): readonly Series[] {
  return ids.flatMap((id) => findSeries(id) ?? [])
}

function chosen(discovery: Discovery, ids: readonly string[], kernel = 'primes'): SessionRuntimes {
  const workload: Workload = { kind: 'kernel', kernel, size: 'auto', tasks: 'auto' }
  return sessionRuntimes({ node, programs, discovery, named: {}, series: seriesOf(ids), workload, system: 'debian' })
}

function commandOf({ runtimes }: SessionRuntimes, runtime: string): string | undefined {
  return runtimes.find(({ info }) => info.runtime === runtime)?.info.command.join(' ')
}

function obstacle(of: SessionRuntimes, id: string): string | null {
  const [series] = seriesOf([id])
  if (series === undefined) throw new Error(`no such series: ${id}`)
  return of.obstacle(series)
}

test('all series of a runtime share one interpreter: the one that has what each of them needs', () => {
  const discovery = discoveryOf(
    interpreter('/3.14', { version: '3.14.0' }),
    interpreter('/3.13', { version: '3.13.5', ...isolated }),
  )
  expect(commandOf(chosen(discovery, ['cpython/threads']), 'cpython')).toBe('/3.14')
  expect(commandOf(chosen(discovery, ['cpython/threads', 'cpython/interpreters']), 'cpython')).toBe('/3.13')
})

test('what the work needs comes before an executor, and the series without it says what is lacking and how to get it', () => {
  const discovery = discoveryOf(
    interpreter('/3.13', { version: '3.13.5', ...isolated }),
    interpreter('/3.11', { version: '3.11.2', ...numpy }),
  )
  const made = chosen(discovery, ['cpython/threads', 'cpython/interpreters'], 'array-sin')
  expect(commandOf(made, 'cpython')).toBe('/3.11')
  expect(obstacle(made, 'cpython/threads')).toBeNull()
  expect(obstacle(made, 'cpython/interpreters')).toMatch(/CPython 3\.11\.2 \(\/3\.11\) has no subinterpreters; get it/)
})

test('a variant’s kernel has needs of its own', () => {
  const discovery = discoveryOf(
    interpreter('/3.13', { version: '3.13.5' }),
    interpreter('/3.11', { version: '3.11.2', ...numpy }),
  )
  expect(commandOf(chosen(discovery, ['cpython/threads', 'cpython/threads@array-sin']), 'cpython')).toBe('/3.11')
  const without = chosen(discoveryOf(interpreter('/3.13')), ['cpython/threads', 'cpython/threads@array-sin'])
  expect(obstacle(without, 'cpython/threads')).toBeNull()
  expect(obstacle(without, 'cpython/threads@array-sin')).toContain('has no NumPy')
})

test('a runtime that is not there is named with the command that gets it; Node always is', () => {
  const made = chosen(discoveryOf(), ['jython/threads', 'node/threads'])
  expect(obstacle(made, 'jython/threads')).toBe('no Jython was found; get it with: sudo apt install jython')
  expect(obstacle(made, 'node/threads')).toBeNull()
})
