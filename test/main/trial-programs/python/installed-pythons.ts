import { execFile } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { RuntimeId } from '../../../../experiments/core/names/series.ts'
import { pythonRuntime } from '../../../../main/runtimes/python-runtime.ts'
import type { InstalledRuntime } from '../../../../main/trial/runtime.ts'
import { programs } from '../trial-harness.ts'
import { rememberedAnswer } from './remembered-answers.ts'

type PythonId = Exclude<RuntimeId, 'node'>

export interface InstalledPython {
  /** "CPython 3.13.5" */
  readonly name: string
  readonly id: PythonId
  readonly minor: number
  readonly packages: readonly string[]
  readonly runtime: InstalledRuntime
}

const programNames = /^(python3(\.\d+)?t?|pypy3|jython|ipy)$/

const question = [
  'import sys',
  'free = hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled()',
  'name = "jython" if sys.platform.startswith("java") else getattr(getattr(sys, "implementation", None), "name", "ironpython")',
  'packages = []',
  'for package in ("numpy", "scipy"):',
  '    try:',
  '        __import__(package)',
  '        packages.append(package)',
  '    except ImportError:',
  '        pass',
  'print("%s %d.%d.%d %s" % ("cpython-ft" if free else name, sys.version_info[0], sys.version_info[1], sys.version_info[2], ",".join(packages)))',
].join('\n')

/** Half of what Jython's start takes is its machine compiling thoroughly what runs but once. */
export const quickStart = '-XX:TieredStopAtLevel=1'

/** The first interpreter of each kind. */
export async function findPythons(): Promise<readonly InstalledPython[]> {
  const found = (await Promise.all(candidates().map(ask))).filter((python) => python !== null)
  const chosen = new Map<string, InstalledPython>()
  for (const python of found) {
    if (!chosen.has(kindOf(python))) chosen.set(kindOf(python), python)
  }
  return [...chosen.values()]
}

/** Interpreters of one kind answer all tests alike: CPython 3.14 has other subinterpreters and start methods than 3.13. */
function kindOf({ id, minor, packages }: InstalledPython): string {
  const generation = id.startsWith('cpython') && minor >= 14 ? 'since 3.14' : ''
  return [id, generation, packages.includes('numpy') ? 'with NumPy' : ''].join(' ')
}

export function withEnvironment(python: InstalledPython, env: Readonly<Record<string, string>>): InstalledPython {
  return { ...python, runtime: { ...python.runtime, env: { ...python.runtime.env, ...env } } }
}

/** The runtimes of the Python family that this machine does not have, by name. */
export function missingPythons(pythons: readonly InstalledPython[]): readonly PythonId[] {
  const all: readonly PythonId[] = ['cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython']
  return all.filter((id) => !pythons.some((python) => python.id === id))
}

function candidates(): string[] {
  const root = process.env['LOCKSTEP_RUNTIMES'] ?? '/opt/lockstep-runtimes'
  const builds = existsSync(root) ? readdirSync(root).map((build) => join(root, build, 'bin')) : []
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('shims'))
  const programs = [...builds.sort(), ...onPath]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => programNames.test(name))
        .map((name) => join(folder, name)),
    )
  return [...new Map(programs.map((program) => [realpathSync(program), program])).values()]
}

async function ask(program: string): Promise<InstalledPython | null> {
  try {
    const said = await rememberedAnswer(program, async () => {
      const { stdout } = await promisify(execFile)(program, ['-c', question], { timeout: 50_000 })
      return stdout.trim()
    })
    const [id = '', version = '', packages = ''] = said.split(' ')
    return {
      name: `${id} ${version}`,
      id: id as PythonId,
      minor: Number(version.split('.')[1]),
      packages: packages.split(',').filter((name) => name !== ''),
      runtime: pythonRuntime({
        runtime: id as PythonId,
        command: [program],
        version,
        programs,
        env: id === 'jython' ? { JAVA_TOOL_OPTIONS: quickStart } : {},
      }),
    }
  } catch {
    return null
  }
}
