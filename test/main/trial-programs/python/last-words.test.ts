import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { temporaryFolder } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { findPythons } from './installed-pythons.ts'
import { runPython } from './python-requests.ts'

const [python] = (await findPythons()).filter(({ id }) => id === 'cpython').toSorted((a, b) => b.minor - a.minor)
const folder = temporaryFolder()

async function messageOf(name: string, code: string, executor: ExecutorId = 'processes'): Promise<string> {
  if (python === undefined) throw new Error('there is no CPython here')
  const path = join(folder, name)
  writeFileSync(path, code)
  const { outcome } = await runPython(python, { executor, workload: { kind: 'script', path } })
  return 'message' in outcome ? outcome.message : outcome.kind
}

test('a worker that ends without a word of its own is quoted, with the line of the script', async () => {
  const code = `import os, traceback

def run(task, ctx):
    try:
        raise ValueError('the disk is full')
    except ValueError:
        traceback.print_exc()
        os._exit(3)
`
  expect(await messageOf('ends.py', code)).toMatch(
    /^worker [12] ended with exit code 3; its last words: ValueError: the disk is full \(.*ends\.py:5\)$/,
  )
})

test('a number of more digits than Python writes is measured, and told where it differs', async () => {
  expect(await messageOf('long.py', 'def run(task, ctx):\n    return 7 ** (12000 + task)\n')).toBe('ok')
  const code =
    'import itertools\ncount = itertools.count()\ndef run(task, ctx):\n    return 7 ** (12000 + next(count))\n'
  expect(await messageOf('longer.py', code)).toContain(
    'gave a result of the kind int that cannot be told as text in pass 1',
  )
})

test('an error that cannot be told, in a task or in the report of its result, has a message all the same', async () => {
  const odd = `class Odd(%s):
    def __str__(self): raise KeyError('no text')
    __repr__ = encode = __str__

def run(task, ctx):
    %s
`
  expect(await messageOf('odd.py', odd.replace('%s', 'Exception').replace('%s', 'raise Odd()'))).toMatch(
    /^worker [12] threw Odd: <.*Odd object at .*> \(odd\.py:6\)$/,
  )
  expect(await messageOf('report.py', odd.replace('%s', 'str').replace('%s', 'return Odd()'))).toMatch(
    /^worker [12] threw KeyError: 'no text' \(report\.py:2\)$/,
  )
})

test('a call of asyncio.run within a loop names its line and what to write', async () => {
  const code = `import asyncio

def run(task, ctx):
    return asyncio.run(asyncio.sleep(0, task))
`
  expect(await messageOf('loop.py', code, 'async')).toMatch(
    /cannot be called from a running event loop \(loop\.py:4\): write "async def run" and await in it$/,
  )
})

test.each([
  ['None', 'returned NoneType, expected an int, a float or a str; is a return missing?'],
  ['True', 'returned bool, expected an int, a float or a str; write int(...)'],
  ['(yield)', 'returned generator, expected an int, a float or a str; it has a yield'],
])('a result that is none is told by its kind, with a hint: %s', async (value, words) => {
  expect(await messageOf('kind.py', `def run(task, ctx):\n    return ${value}\n`, 'threads')).toContain(words)
})

test('a result of three million letters, which takes a third of a second to hash, is not hashed in each lap', async () => {
  if (python === undefined) throw new Error('there is no CPython here')
  const path = join(folder, 'letters.py')
  writeFileSync(path, "def run(task, ctx):\n    return 'x' * 3000000\n")
  const order = { executor: 'serial', workers: 1, tasks: 1, laps: 40, workload: { kind: 'script', path } } as const
  const { outcome, laps } = await runPython(python, { ...order, options: { timeoutMs: 9000 } })
  expect(outcome).toEqual({ kind: 'ok' })
  expect(new Set(laps.map(({ checksum }) => checksum)).size).toBe(1)
})
