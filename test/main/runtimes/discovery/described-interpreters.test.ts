import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { runtimeName } from '../../../../experiments/core/names/series-titles.ts'
import { pythonRuntimes } from '../../../../experiments/core/names/series.ts'
import { discoverAll } from '../../../../main/runtimes/discovery/discovery.ts'
import type { Interpreter } from '../../../../main/runtimes/discovery/interpreter.ts'
import { realFileSystem } from '../../../../main/runtimes/discovery/searched-files.ts'
import { describer } from './stand-in-interpreter.ts'

test('every interpreter found on this machine is what it says of itself when asked another way', async ({ skip }) => {
  const machine = { platform: process.platform, env: process.env, userHome: homedir() }
  const { found, broken } = await discoverAll(
    { describer, home: null, fileSystem: realFileSystem, machine },
    new AbortController().signal,
  )
  const missing = pythonRuntimes.filter((runtime) => !found.some((one) => one.runtime === runtime))
  console.info(`found: ${found.map(({ runtime, version }) => `${runtime} ${version}`).join(', ')}`)
  for (const { command, message } of broken) console.info(`broken: ${command.join(' ')} ${message}`)
  console.info(`not found, so not tried: ${missing.map(runtimeName).join(', ')}`)
  if (found.length === 0) return skip('no Python is installed')
  for (const interpreter of found) expect(describedByItself(interpreter)).toEqual(described(interpreter))
})

function described({ version, runtime, modules }: Interpreter): readonly string[] {
  return [/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '', runtime, String(modules.numpy !== null)]
}

/** Asks by other means than the describing program: the version's text, the build's flags, an import. */
function describedByItself({ command: [program, ...rest] }: Interpreter): readonly string[] {
  const code = [
    'import sys, platform, sysconfig',
    'kind = platform.python_implementation().lower()',
    'free = kind == "cpython" and str(sysconfig.get_config_var("Py_GIL_DISABLED")) == "1"',
    'try:',
    '    import numpy',
    '    has = "true"',
    'except ImportError:',
    '    has = "false"',
    'print(platform.python_version().rstrip("+").split("rc")[0].split("a")[0].split("b")[0])',
    'print(kind + ("-ft" if free else ""))',
    'print(has)',
  ].join('\n')
  return execFileSync(program, [...rest, '-c', code], { encoding: 'utf8' })
    .trim()
    .split(/\r?\n/)
}
