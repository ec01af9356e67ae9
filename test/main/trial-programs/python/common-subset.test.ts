import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { programs } from '../trial-harness.ts'
import { findPythons } from './installed-pythons.ts'

/** These files are loaded only by a Python that has async functions. */
const withAsync = ['async_crew.py', 'awaited.py']

const program = `
import os, sys
for folder in sys.argv[1:]:
    for at, _, names in os.walk(folder):
        for name in names:
            if name.endswith('.py') and not name.endswith('_async.py') and name not in ${JSON.stringify(withAsync)}:
                with open(os.path.join(at, name), 'rb') as source:
                    try:
                        compile(source.read(), name, 'exec', 0, True)
                    except SyntaxError:
                        print('%s: %s' % (name, sys.exc_info()[1]))
`

test.each(await findPythons())('$name can read every file of the trial program and the kernels', async (python) => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'))
  try {
    const script = join(folder, 'compile_all.py')
    await writeFile(script, program)
    const [command = '', ...rest] = python.runtime.info.command
    const { stdout } = await promisify(execFile)(command, [...rest, script, dirname(programs.pythonRunner)])
    expect(stdout).toBe('')
  } finally {
    await rm(folder, { recursive: true })
  }
})
