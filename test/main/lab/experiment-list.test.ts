import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listExperiments } from '../../../main/lab/experiment-list.ts'
import { readRuntimeSettings } from '../../../main/runtimes/runtime-settings.ts'
import { RecentFiles } from '../../../main/store/recent-files.ts'

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

function ownFiles(home: string): readonly (readonly [string, string | null])[] {
  return listExperiments(new RecentFiles(home), 2).flatMap(({ ref, problem }) =>
    ref.kind === 'file' ? [[ref.path, problem] as const] : [],
  )
}

const kinds: Record<string, (path: string) => void> = {
  pipe: (path) => void execFileSync('mkfifo', [path]),
  folder: (path) => {
    mkdirSync(path)
  },
}

test('a file that was opened before and cannot be read any more is listed with the reason, beside the others', async () => {
  const home = temporaryFolder()
  const [deep, good, pipe] = ['deep.yaml', 'good.yaml', 'pipe.yaml'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(deep, '- '.repeat(3000))
  writeFileSync(good, 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n')
  kinds['pipe']?.(pipe)
  const recent = new RecentFiles(home)
  for (const path of [deep, good, pipe]) await recent.add(path)
  expect(ownFiles(home)).toEqual([
    [pipe, expect.stringContaining('is no regular file')],
    [good, null],
    [deep, expect.stringContaining('got values nested too deep')],
  ])
})

test.each(['pipe', 'folder'])(
  'a list of recent files that is a %s is an entry with the reason, and holds up nothing',
  (kind) => {
    const home = temporaryFolder()
    const path = join(home, 'recent-files.json')
    kinds[kind]?.(path)
    expect(ownFiles(home)).toEqual([[path, expect.stringContaining(`is a ${kind}, not a file: move it away`)]])
  },
)

test.each(['pipe', 'folder'])('settings that are a %s are named, and hold up nothing', async (kind) => {
  const home = temporaryFolder()
  kinds[kind]?.(join(home, 'settings.json'))
  expect(await readRuntimeSettings(home)).toEqual({
    runtimes: {},
    problem: expect.stringContaining(`is a ${kind}, not a file: move it away`) as unknown,
  })
})
