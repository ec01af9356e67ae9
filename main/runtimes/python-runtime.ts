import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RuntimeId } from '../../experiments/core/names/series.ts'
import type { Programs } from '../system/programs.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import type { TrialWorkload } from '../trial/trial-request.ts'

export interface PythonRuntimeOptions {
  readonly runtime: Exclude<RuntimeId, 'node'>
  /** The interpreter's command line: ["python3.13"], ["mono", "ipy.exe"]. */
  readonly command: readonly [string, ...string[]]
  readonly version: string
  readonly programs: Pick<Programs, 'pythonRunner' | 'pythonKernels'>
  /** The packages among numpy and scipy that it has; left out where nobody has looked. */
  readonly packages?: readonly string[]
  /** On top of what this adapter sets, such as PYTHON_GIL=1 for a free-threaded build under its lock. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Packages that a kernel in Python imports. */
const packagesOfKernel = new Map<string, readonly PythonPackage[]>([
  ['array-sin', ['numpy']],
  ['array-fft', ['numpy', 'scipy']],
  ['array-short', ['numpy']],
  ['array-large', ['numpy']],
  ['array-holds', ['numpy']],
])

export type PythonPackage = 'numpy' | 'scipy'

export function packagesNeeded(kernel: string): readonly PythonPackage[] {
  return packagesOfKernel.get(kernel) ?? []
}

/** An interpreter of the Python family as the lab runs trials in it. */
export function pythonRuntime(options: PythonRuntimeOptions): InstalledRuntime {
  const { runtime, command, version, programs } = options
  return {
    info: { runtime, version, command: [...command] },
    command: [...command, programs.pythonRunner, programs.pythonKernels],
    env: { ...environment(runtime), ...locale(process.env), ...options.env },
    prepare({ executor, workload }) {
      const why = obstacle(options, workload)
      if (why !== null) return { kind: 'cannot', why }
      // threads under a lock: the free-threaded build with its own switched on
      const gil = executor === 'locked-threads' ? { PYTHON_GIL: '1' } : {}
      // a probe looks at memory as programs have it
      const allocator = workload.kind === 'probe' ? {} : evenAllocator
      return { kind: 'ok', env: { ...gil, ...allocator } }
    },
  }
}

/**
 * glibc's own choice gives what the main thread frees back to the system much sooner than what other threads free, so
 * that the serial worker alone paid for it with page faults: a SciPy transform took twice the time in it. These keep
 * memory everywhere alike (mallopt(3)).
 */
const evenAllocator = { MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20), MALLOC_TRIM_THRESHOLD_: String(2 ** 30) }

function obstacle({ command, packages, programs }: PythonRuntimeOptions, workload: TrialWorkload): string | null {
  const interpreter = command.join(' ')
  if (workload.kind === 'module') return `${interpreter} cannot run the JavaScript module ${workload.path}`
  if (workload.kind === 'script') return null
  if (workload.kind === 'probe') {
    const probe = join(dirname(programs.pythonRunner), 'lockstep_trial', 'probes', fileOf(workload.probe))
    return existsSync(probe) ? null : `Python has no probe called ${workload.probe}`
  }
  const file = join(programs.pythonKernels, fileOf(workload.kernel))
  if (!existsSync(file)) return `Python has no kernel called ${workload.kernel}`
  const missing = packagesNeeded(workload.kernel).filter((needed) => packages?.includes(needed) === false)
  return missing.length === 0
    ? null
    : `${interpreter} has no ${missing.join(' and no ')}, which ${workload.kernel} needs`
}

function fileOf(name: string): string {
  return `${name.replaceAll('-', '_')}.py`
}

/** Without any locale a Java machine could not open a file whose name is not ASCII (CPython takes this one by itself). */
function locale({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): Record<string, string> {
  return LC_ALL === undefined && LC_CTYPE === undefined && LANG === undefined ? { LC_CTYPE: 'C.UTF-8' } : {}
}

/** Keeps out of a trial what people set for their own Python and what would change what is measured. */
function environment(runtime: RuntimeId): Record<string, string | undefined> {
  return {
    // libraries of linear algebra must not start threads of their own
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    VECLIB_MAXIMUM_THREADS: '1',
    NUMEXPR_NUM_THREADS: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    // the lab reads UTF-8, whatever the system's code page
    PYTHONIOENCODING: 'utf-8:backslashreplace',
    // a free-threaded build turns its lock on when a package asks for it: then another thing would be measured
    PYTHON_GIL: runtime === 'cpython-ft' ? '0' : undefined,
    PYTHONASYNCIODEBUG: undefined,
    PYTHONDEBUG: undefined,
    PYTHONDEVMODE: undefined,
    PYTHONFAULTHANDLER: undefined,
    PYTHONINSPECT: undefined,
    PYTHONMALLOC: undefined,
    PYTHONOPTIMIZE: undefined,
    PYTHONPROFILEIMPORTTIME: undefined,
    PYTHONTRACEMALLOC: undefined,
    PYTHONVERBOSE: undefined,
    PYTHONWARNINGS: undefined,
  }
}
