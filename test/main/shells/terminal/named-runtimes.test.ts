import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandText, splitCommandLine } from '../../../../main/runtimes/discovery/command-line.ts'
import { installInstructions } from '../../../../main/runtimes/install-instructions.ts'
import { formatRuntimeReport, runtimeReport } from '../../../../main/runtimes/runtime-report.ts'
import { chooseForGood, readRuntimeSettings } from '../../../../main/runtimes/runtime-settings.ts'

test('a command line is split as a shell does, and written so that it splits the same way', () => {
  const split = splitCommandLine('mono "/opt/iron python/ipy.exe"', 'linux')
  expect(split).toEqual({ kind: 'ok', command: ['mono', '/opt/iron python/ipy.exe'] })
  expect(splitCommandLine(commandText(['mono', '/opt/iron python/ipy.exe']), 'linux')).toEqual(split)
  expect(splitCommandLine('mono "/opt', 'linux').kind).toBe('refused')
})

test('an interpreter chosen for good is remembered until it is forgotten', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  await chooseForGood(home, 'ironpython', 'mono ipy.exe')
  expect(await readRuntimeSettings(home)).toEqual({ runtimes: { ironpython: 'mono ipy.exe' }, problem: null })
  await chooseForGood(home, 'ironpython', null)
  expect(await readRuntimeSettings(home)).toEqual({ runtimes: {}, problem: null })
})

test('settings that cannot be read are named and kept', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  writeFileSync(join(home, 'settings.json'), 'not json')
  expect((await readRuntimeSettings(home)).problem).toContain('settings.json')
  await expect(chooseForGood(home, 'cpython', 'python3')).rejects.toThrow('correct or remove it first')
})

test('with nothing found the report names every runtime that is missing and how to get it', () => {
  const text = formatRuntimeReport(runtimeReport({ found: [], broken: [] }, {}, 'debian'))
  for (const name of ['CPython', 'PyPy', 'Jython', 'IronPython']) expect(text).toContain(name)
  expect(JSON.stringify(installInstructions('jython', 'debian'))).toContain('apt')
})
