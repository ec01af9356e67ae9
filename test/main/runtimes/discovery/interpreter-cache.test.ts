import { mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answering, cpythonAnswer, standIn, temporaryFolder } from './stand-in-interpreter.ts'
import { machineWith, discover, programs, timesAsked } from './discover-in-test.ts'

test('a known interpreter is not asked again until its file, its packages or the environment change', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const site = temporaryFolder()
  const log = join(home, 'asked.log')
  const python = answering(join(bin, 'python3'), { ...cpythonAnswer, searchPath: [site] }, log)
  const machine = machineWith(bin)
  const first = await discover({ machine, home })
  expect(await discover({ machine, home })).toEqual(first)
  expect(timesAsked(log)).toBe(1)

  mkdirSync(join(site, 'numpy'))
  utimesSync(site, 1, 1)
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(2)

  utimesSync(python, 1, 1)
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(3)

  await discover({ machine: { ...machine, env: { ...machine.env, PYTHONPATH: site } }, home })
  expect(timesAsked(log)).toBe(4)

  // no interpreter is given these
  for (const name of ['PYTHON_GIL', 'PYTHONHOME', 'PYTHONWARNINGS', 'JAVA_TOOL_OPTIONS']) {
    await discover({ machine: { ...machine, env: { ...machine.env, PYTHONPATH: site, [name]: '1' } }, home })
    expect(timesAsked(log), name).toBe(4)
  }
})

test('a broken interpreter is asked again each time: it may have been repaired', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const log = join(home, 'asked.log')
  standIn(join(bin, 'python3'), `echo asked >> '${log}'; exit 1`)
  const machine = machineWith(bin)
  await discover({ machine, home })
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(2)
})

test('a home that cannot be written costs the cache, not the answers', async () => {
  const bin = temporaryFolder()
  const python = answering(join(bin, 'python3'), cpythonAnswer)
  const discovery = await discover({ machine: machineWith(bin), home: join(python, 'no-folder') })
  expect(programs(discovery)).toEqual([python])
})

test('an answer holds where the same folders of modules count, which depends on where the lab was started', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const log = join(home, 'asked.log')
  answering(join(bin, 'python3'), cpythonAnswer, log)
  const packages = join(temporaryFolder(), 'packages')
  const machine = machineWith(bin)
  const withPackages = { ...machine, env: { ...machine.env, PYTHONPATH: packages } }
  const before = process.cwd()
  await discover({ machine: withPackages, home })
  process.chdir(join(packages, '..'))
  await discover({ machine: withPackages, home })
  process.chdir(before)
  expect(timesAsked(log)).toBe(2)
})
