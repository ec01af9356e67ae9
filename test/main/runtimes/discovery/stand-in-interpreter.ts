import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { InterpreterDescription } from '../../../../main/runtimes/discovery/interpreter.ts'

export const describer = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'main',
  'runtimes',
  'discovery',
  'describe-interpreter.py',
)

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-runtimes-')))
}

/** An executable written in shell, which is given the path of the describing program as its last argument. */
export function standIn(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** An IronPython 3.4 answers this. */
export const ironPythonAnswer: InterpreterDescription = {
  implementation: 'ironpython',
  version: '3.4.2',
  release: null,
  host: 'Mono, CLR 4.0.30319.42000',
  lockOn: false,
  freeThreadedBuild: false,
  debugBuild: false,
  build: null,
  switchIntervalMs: null,
  startMethods: [],
  modules: { numpy: null, scipy: null, 'concurrent.interpreters': false, _interpreters: false },
  executable: '/opt/ironpython/ipy.exe',
  searchPath: [],
  pointerBits: 64,
}

export const cpythonAnswer: InterpreterDescription = {
  ...ironPythonAnswer,
  implementation: 'cpython',
  version: '3.12.4',
  host: null,
  lockOn: true,
  switchIntervalMs: 5,
  startMethods: ['fork', 'spawn', 'forkserver'],
  build: { pgo: true, lto: null, jit: 'none', compiler: 'GCC 14.2.0', configArgs: "'--enable-optimizations'" },
  executable: '/opt/python3.12',
}

/** A stand-in that answers as the describing program would, with a line in `log` for each time it was asked. */
export function answering(path: string, answer: InterpreterDescription, log?: string): string {
  const note = log === undefined ? '' : `echo asked >> '${log}'\n`
  return standIn(path, `${note}cat <<'END'\n${JSON.stringify(answer)}\nEND`)
}
