import type { PythonRuntime } from '../../experiments/core/names/series.ts'
import type { FoundRuntime, RuntimesReport } from '../../experiments/core/session/runtimes-report.ts'
import type { ChooseResult } from '../../preload/contract.ts'
import { runtimes } from './session.ts'

const processes = 'processes by fork, spawn, forkserver'

function found(runtime: PythonRuntime, name: string, version: string, command: string, facts: string): FoundRuntime {
  const use = { default: false, usedFor: [] }
  return { runtime, name, version, command: [command], commandLine: command, facts: facts.split('; '), ...use }
}

const cpython = (version: string, command: string, more = ''): FoundRuntime =>
  found('cpython', 'CPython', version, command, `one lock, switch interval 5 ms; ${processes}${more}`)

const freeThreaded = '/opt/lockstep-runtimes/3.13t/bin/python3.13t'
const node = runtimes[0]
if (node === undefined) throw new Error('there is no Node')

/** A machine with many Pythons might have these; nothing here was looked for. */
export const runtimesReport: RuntimesReport = {
  node,
  found: [
    { ...cpython('3.13.5', '/opt/lockstep-runtimes/3.13/bin/python3.13', '; subinterpreters'), default: true },
    {
      ...cpython('3.11.7', '/home/me/.pyenv/versions/3.11.7/bin/python3.11', '; NumPy 2.4.6; SciPy 1.17.1'),
      usedFor: ['NumPy', 'SciPy'],
    },
    cpython('3.12.1', '/home/me/.pyenv/versions/3.12.1/bin/python3.12'),
    cpython('3.8.18', '/home/me/.pyenv/versions/3.8.18/bin/python3.8'),
    {
      ...found('cpython-ft', 'CPython free-threaded', '3.13.5', freeThreaded, `no lock; ${processes}; subinterpreters`),
      default: true,
    },
    {
      ...found('jython', 'Jython', '2.7.3', '/usr/bin/jython', 'no lock; no processes of its own; Java 17.0.15'),
      default: true,
    },
  ],
  broken: [
    {
      commandLine: '/home/me/old/bin/python3.9',
      message: `ends at start with exit code 1; its last words: "ModuleNotFoundError: No module named 'encodings'"`,
    },
  ],
  missing: [
    {
      wanted: 'pypy',
      name: 'PyPy',
      why: 'no PyPy was found',
      what: 'PyPy, a Python with a just-in-time compiler',
      commands: ['sudo apt install pypy3', 'uv python install pypy'],
      page: 'https://pypy.org/download.html',
    },
    {
      wanted: 'ironpython',
      name: 'IronPython',
      why: 'no IronPython was found',
      what: 'IronPython, Python 3.4 on .NET; the command needs the .NET SDK. Under Mono: --runtime ironpython="mono /path/ipy.exe"',
      commands: ['dotnet tool install --global IronPython.Console'],
      page: 'https://ironpython.net/',
    },
  ],
  chosen: {},
  notes: ['/usr/bin/python3 has no SciPy: /home/me/.pyenv/versions/3.11.7/bin/python3.11 is used instead'],
}

/** Takes what was found, and refuses what was typed unless it names IronPython's program. */
export function chosen(runtime: PythonRuntime, commandLine: string | null): ChooseResult {
  if (commandLine === null) return { kind: 'chosen', report: runtimesReport }
  const known = runtimesReport.found.some((one) => one.commandLine === commandLine)
  if (!known && !commandLine.includes('ipy')) return { kind: 'refused', message: `${commandLine} is not there` }
  const others = runtimesReport.found.map((one) =>
    one.runtime === runtime ? { ...one, default: one.commandLine === commandLine } : one,
  )
  const ironPython = { ...found('ironpython', 'IronPython', '3.4.2', commandLine, 'no lock; Mono'), default: true }
  return {
    kind: 'chosen',
    report: {
      ...runtimesReport,
      found: known ? others : [...others, ironPython],
      missing: runtimesReport.missing.filter(({ wanted }) => wanted !== runtime),
      chosen: { [runtime]: commandLine },
    },
  }
}
