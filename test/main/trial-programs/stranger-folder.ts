import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Modules of Python's standard library that its interpreters, or our programs in it, load at one time or another. */
const pythonModules = [
  'selectors random json threading multiprocessing socket tempfile struct pickle queue Queue subprocess signal logging re',
  'types traceback warnings weakref copyreg copy_reg hashlib hmac asyncio contextlib collections functools heapq bisect',
  'array ctypes select shutil secrets inspect tokenize linecache importlib runpy imp inspect platform string',
  'sitecustomize usercustomize readline numpy trial lockstep_trial',
].flatMap((line) => line.split(' '))

/** Node's own modules cannot be hidden; these are what the built programs take from packages. */
const nodePackages = ['zod', 'yaml', 'systeminformation', 'chart.js', '@napi-rs/canvas', 'write-file-atomic', 'node']

export interface StrangerFolder {
  readonly path: string
  /** The variables by which interpreters would look for code where they are started. */
  readonly env: Readonly<Record<string, string>>
  /** @returns which of its files have been executed */
  executed(): readonly string[]
}

/** Makes a folder in which every module says so when it is executed, under the names of modules that programs load. */
export function strangerFolder(): StrangerFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-stranger-')))
  const log = join(path, 'executed')
  for (const name of pythonModules) {
    const code = `open(${JSON.stringify(log)}, 'a').write('${name}.py\\n')\nraise SystemExit(7)\n`
    writeFileSync(join(path, `${name}.py`), code)
  }
  const commonJs = (name: string): string =>
    `require('node:fs').appendFileSync(${JSON.stringify(log)}, '${name}\\n'); process.exit(7)\n`
  for (const name of nodePackages) {
    const folder = join(path, 'node_modules', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    writeFileSync(join(folder, 'index.js'), commonJs(name))
  }
  writeFileSync(join(path, 'hook.js'), commonJs('hook.js'))
  const scripts = { prestart: 'echo prestart >> executed', start: 'echo start >> executed' }
  writeFileSync(
    join(path, 'package.json'),
    JSON.stringify({ name: 'lockstep', scripts, imports: { '#x': './hook.js' } }),
  )
  writeFileSync(
    join(path, '.npmrc'),
    `node-options=--require ${join(path, 'hook.js')}\nscript-shell=${join(path, 'sh')}\n`,
  )
  writeFileSync(join(path, 'sh'), '#!/bin/sh\necho sh >> "$(dirname "$0")/executed"\n', { mode: 0o755 })
  // an empty entry means where the program is
  const lists = Object.fromEntries(
    ['PYTHONPATH', 'JYTHONPATH', 'IRONPYTHONPATH', 'NODE_PATH', 'CLASSPATH'].map((name) => [
      name,
      ['', '.', path].join(delimiter),
    ]),
  )
  const env = { ...lists, PYTHONSTARTUP: join(path, 'random.py'), NODE_OPTIONS: '--require ./hook.js' }
  return {
    path,
    env,
    executed: () => (existsSync(log) ? [...new Set(readFileSync(log, 'utf8').trim().split('\n'))] : []),
  }
}
