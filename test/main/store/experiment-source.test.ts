import type * as Files from 'node:fs'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { openSource } from '../../../main/store/experiment-source.ts'

const touched = vi.hoisted((): string[] => [])

/** Notes every path that is looked at, whatever is done with it; a number is a file that was opened before. */
vi.mock('node:fs', async (importOriginal) => {
  const files = await importOriginal<typeof Files>()
  const watched = Object.entries(files).map(([name, member]) => {
    if (typeof member !== 'function' || /^[A-Z_]/.test(name)) return [name, member]
    const call = member as (...args: readonly unknown[]) => unknown
    return [
      name,
      (...args: readonly unknown[]) => {
        if (typeof args[0] !== 'number') touched.push(String(args[0]))
        return call(...args)
      },
    ]
  })
  return Object.fromEntries(watched) as typeof files
})

const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))

function open(workload: string) {
  const path = join(folder, 'theirs.yaml')
  writeFileSync(path, `lockstep: 1\ntitle: Theirs\nworkload: ${workload}\nseries: [node/threads]\n`)
  touched.length = 0
  return { path, opened: openSource({ kind: 'file', path }) }
}

beforeEach(() => {
  writeFileSync(join(folder, 'mine.mjs'), '')
})

test('a file beside the experiment is looked for', () => {
  const { path, opened } = open('{ module: ./mine.mjs }')
  expect(opened.kind).toBe('opened')
  expect(new Set(touched)).toEqual(new Set([path, join(folder, 'mine.mjs')]))
})

test.each(['\\\\server\\share\\x.mjs', '//server/share/x.mjs', '\\/server/x.mjs', '\\\\?\\UNC\\server\\share\\x.mjs'])(
  'an experiment that names %s, a file of another machine, is refused before anything asks that machine',
  (theirs) => {
    const { path, opened } = open(`{ module: '${theirs}' }`)
    expect(opened).toMatchObject({ kind: 'refused', problems: [{ line: 3 }] })
    expect(new Set(touched)).toEqual(new Set([path]))
  },
)

test('a file whose name is not UTF-8, which Node cannot find, is refused by the name and not as a file that is not there', () => {
  const source = openSource({ kind: 'file', path: join(folder, 'f\ufffdr.yaml') })
  expect(source.kind === 'refused' && source.problems[0]?.message).toMatch(/, whose name .* is not UTF-8/)
})
