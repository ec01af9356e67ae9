import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** A trial's programs start theirs where they stand, in a folder that the lab chose. */
const trialPrograms = /^main\/trial-programs\//
/** Electron is the lab itself, in which a path that a person gives is relative to the folder that they are in. */
const theLab = 'main/shells/electron/launch.ts'

test('every program that the lab starts is given a folder to start in, so that none starts in that of a stranger', () => {
  const starting = globSync('main/**/*.ts', { cwd: root })
    .map((file) => ({ file: file.replaceAll('\\', '/'), source: readFileSync(join(root, file), 'utf8') }))
    .filter(({ file, source }) => /^import \{.*'node:child_process'/m.test(source) && !trialPrograms.test(file))
  expect(starting.length).toBeGreaterThan(5)
  const without = starting.filter(({ source }) => !/\bcwd\b/.test(source)).map(({ file }) => file)
  expect(without).toEqual([theLab])
})
