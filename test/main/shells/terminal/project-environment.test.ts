import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { standIn } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { parseResult } from './own-experiment.ts'
import { lockstep, temporaryFolder } from './lockstep.ts'

test('the environment of a project runs its script as soon as the script is trusted, and not before', async () => {
  const folder = temporaryFolder()
  const started = join(folder, 'started')
  const python = standIn(join(folder, '.venv', 'bin', 'python'), `echo x >> '${started}'\nexec python3 "$@"`)
  writeFileSync(join(folder, '.venv', 'pyvenv.cfg'), '')
  writeFileSync(join(folder, 'mine.py'), 'def run(task, ctx):\n    ctx.tick()\n    return task\n')
  const file = join(folder, 'mine.yaml')
  const head = 'lockstep: 1\ntitle: T\nworkload: { script: ./mine.py, tasks: 2 }\nseries: [cpython/serial]\n'
  writeFileSync(file, `${head}warmup: 0\nlaps: 1\nrounds: 1\n`)
  const env = { VIRTUAL_ENV: undefined }
  const refused = await lockstep(['run', file], { env })
  expect([refused.code, existsSync(started)]).toEqual([2, false])
  expect(refused.stderr).toContain(
    `It runs in the virtual environment ${join(folder, '.venv')}, whose code is not shown`,
  )
  const trusted = await lockstep(['run', file, '--trust', '--json'], { env })
  expect(trusted.code, trusted.stderr).toBe(0)
  expect(parseResult(trusted.stdout).runtimes).toMatchObject([{ command: [python] }])
  expect(trusted.stderr).toContain(`the project's virtual environment: ${python}`)
})
