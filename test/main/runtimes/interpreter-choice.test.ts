import { describe, expect, test } from 'vitest'
import { chooseInterpreter } from '../../../main/runtimes/interpreter-choice.ts'
import { discoveryOf, interpreter, withModules } from './discovery/interpreters.ts'

const numpy = withModules({ numpy: { version: '2.4.0' } })
const both = withModules({ numpy: { version: null }, scipy: { version: '1.17.1' } })
const free = { freeThreadedBuild: true, lockOn: false }

function chosen(choice: ReturnType<typeof chooseInterpreter>): string {
  return choice.kind === 'chosen' ? choice.interpreter.command.join(' ') : choice.why
}

describe('where nobody has chosen', () => {
  test('the newest version counts by its numbers, not its letters', () => {
    const found = ['3.9.18', '3.13.5', '3.13.10', '2.7.18'].map((version) => interpreter(`/${version}`, { version }))
    expect(chosen(chooseInterpreter('cpython', discoveryOf(...found)))).toBe('/3.13.10')
  })

  test('a pre-release and a debug build stand back for a release, and serve where there is nothing else', () => {
    const early = interpreter('/3.15', { version: '3.15.0a7' })
    const later = interpreter('/3.15b', { version: '3.15.0b1' })
    const debug = interpreter('/3.14d', { version: '3.14.2', debugBuild: true })
    const release = interpreter('/3.12', { version: '3.12.1' })
    expect(chosen(chooseInterpreter('cpython', discoveryOf(early, later, debug, release)))).toBe('/3.12')
    expect(chosen(chooseInterpreter('cpython', discoveryOf(early, later, debug)))).toBe('/3.15b')
    expect(chosen(chooseInterpreter('cpython', discoveryOf(debug)))).toBe('/3.14d')
  })

  test('of equal versions the first that was found is taken', () => {
    const discovery = discoveryOf(interpreter('/path/python3'), interpreter('/other/python3'))
    expect(chosen(chooseInterpreter('cpython', discovery))).toBe('/path/python3')
  })

  test('a free-threaded build is never taken for CPython with its lock, even with the lock switched on', () => {
    const locked = interpreter('/3.14t', { version: '3.14.0', freeThreadedBuild: true, lockOn: true })
    const usual = interpreter('/3.12')
    expect(chosen(chooseInterpreter('cpython', discoveryOf(locked, usual)))).toBe('/3.12')
    expect(chosen(chooseInterpreter('cpython-ft', discoveryOf(locked, usual)))).toBe('/3.14t')
    expect(chooseInterpreter('cpython', discoveryOf(locked)).kind).toBe('missing')
  })

  test('a series that needs packages gets the newest interpreter that has all of them', () => {
    const discovery = discoveryOf(
      interpreter('/3.13', { version: '3.13.5' }),
      interpreter('/3.12', { version: '3.12.1', ...numpy }),
      interpreter('/3.11', { version: '3.11.2', ...both }),
      interpreter('/3.13t', { version: '3.13.5', ...free, ...both }),
    )
    expect(chosen(chooseInterpreter('cpython', discovery))).toBe('/3.13')
    expect(chosen(chooseInterpreter('cpython', discovery, ['numpy']))).toBe('/3.12')
    expect(chosen(chooseInterpreter('cpython', discovery, ['numpy', 'scipy']))).toBe('/3.11')
  })

  test('subinterpreters count in either form, start methods by their name', () => {
    const early = interpreter('/3.13', { version: '3.13.5', ...withModules({ _interpreters: true }) })
    const public_ = interpreter('/3.14', { version: '3.14.0', ...withModules({ 'concurrent.interpreters': true }) })
    expect(chosen(chooseInterpreter('cpython', discoveryOf(early), ['interpreters']))).toBe('/3.13')
    expect(chosen(chooseInterpreter('cpython', discoveryOf(public_), ['interpreters']))).toBe('/3.14')
    expect(chooseInterpreter('cpython', discoveryOf(interpreter('/x', { startMethods: ['spawn'] })), ['fork'])).toEqual(
      {
        kind: 'missing',
        why: 'no CPython that was found has processes by fork',
      },
    )
  })

  test('what is missing is said', () => {
    expect(chooseInterpreter('pypy', discoveryOf(interpreter('/3.12')))).toEqual({
      kind: 'missing',
      why: 'no PyPy was found',
    })
    expect(chooseInterpreter('cpython', discoveryOf(interpreter('/3.12')), ['numpy', 'scipy'])).toEqual({
      kind: 'missing',
      why: 'no CPython that was found has NumPy and SciPy',
    })
  })
})

describe('where a person has chosen', () => {
  const discovery = discoveryOf(
    interpreter('/3.13', { version: '3.13.5' }),
    interpreter('/3.12', { version: '3.12.1', ...numpy }),
    interpreter('/3.9', { version: '3.9.1' }),
  )

  test('the chosen one is used, old as it may be', () => {
    expect(chooseInterpreter('cpython', discovery, [], { cpython: ['/3.9'] })).toMatchObject({
      interpreter: { command: ['/3.9'] },
      note: null,
    })
  })

  test('where it lacks a package another one steps in, and that is said', () => {
    expect(chooseInterpreter('cpython', discovery, ['numpy'], { cpython: ['/3.9'] })).toMatchObject({
      interpreter: { command: ['/3.12'] },
      note: '/3.9 has no NumPy: /3.12 is used instead',
    })
    expect(chooseInterpreter('cpython', discovery, ['scipy'], { cpython: ['/3.9'] })).toEqual({
      kind: 'missing',
      why: '/3.9 has no SciPy',
    })
  })

  test('where it is another runtime than it was named for, nothing else is used in its place', () => {
    expect(chooseInterpreter('jython', discovery, [], { jython: ['/3.13'] })).toEqual({
      kind: 'missing',
      why: '/3.13 is CPython 3.13.5, not Jython',
    })
  })

  test('where it is broken, nothing else is used in its place, and why is said', () => {
    const broken = { kind: 'broken', command: ['/x'], reason: 'hangs', message: 'did not answer within 10 s' } as const
    expect(chooseInterpreter('cpython', { ...discovery, broken: [broken] }, [], { cpython: ['/x'] })).toEqual({
      kind: 'missing',
      why: '/x did not answer within 10 s',
    })
  })
})
