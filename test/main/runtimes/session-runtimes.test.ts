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

test('of an interpreter that a person named and that is gone no other is offered for installing', () => {
  const gone = { kind: 'broken', command: ['/gone'], reason: 'not-found', message: 'does not exist' } as const
  const workload: Workload = { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' }
  const made = sessionRuntimes({
    node,
    programs,
    discovery: { found: [interpreter('/3.14')], broken: [gone] },
    named: { cpython: ['/gone'] },
    series: seriesOf(['cpython/threads']),
    workload,
    system: 'debian',
  })
  expect(obstacle(made, 'cpython/threads')).toBe('/gone does not exist; name another one: --runtime cpython=COMMAND')
})

test('a script runs on its own interpreter whatever is newer; built-in work and a named one go before it', () => {
  const discovery = discoveryOf(
    interpreter('/3.13', { version: '3.13.5' }),
    interpreter('/venv', { version: '3.11.2' }),
  )
  const own = [{ command: ['/venv'] as const, why: 'the active virtual environment' }]
  const fixed = { node, programs, discovery, series: seriesOf(['cpython/threads', 'pypy/threads']), own }
  const script = { kind: 'script', path: '/mine.py', size: 1, tasks: 8 } as const
  const made = sessionRuntimes({ ...fixed, named: {}, workload: script, system: 'debian' })
  expect(commandOf(made, 'cpython')).toBe('/venv')
  expect(made.notes).toEqual(['CPython is 3.11.2, the active virtual environment: /venv.'])
  const named = { cpython: ['/3.13'] } as const
  expect(commandOf(sessionRuntimes({ ...fixed, named, workload: script, system: 'debian' }), 'cpython')).toBe('/3.13')
  expect(commandOf(chosen(discovery, ['cpython/threads']), 'cpython')).toBe('/3.13')
})

test('a failed import is told with the interpreter, and how to name another one', () => {
  const [, python] = chosen(discoveryOf(interpreter('/my python')), ['cpython/threads']).runtimes
  const told = (message: string) => python?.explain?.({ kind: 'crashed', message })
  expect(told("threw ModuleNotFoundError: No module named 'x'")).toEqual({
    kind: 'crashed',
    message: `threw ModuleNotFoundError: No module named 'x' (the interpreter is CPython 3.12.4, "/my python"; name another one with --runtime cpython=COMMAND)`,
  })
  expect(told('threw ValueError: 1')).toEqual({ kind: 'crashed', message: 'threw ValueError: 1' })
})
