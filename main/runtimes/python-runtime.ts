import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findKernel, type PythonPackage } from '../../experiments/core/names/kernels.ts'
import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type { RuntimeId } from '../../experiments/core/names/series.ts'
import type { RuntimeBuild } from '../../experiments/core/session/runtime-info.ts'
import { commandText } from './discovery/command-line.ts'
import type { Programs } from '../system/programs.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'
import type { TrialWorkload } from '../trial/trial-request.ts'

export interface PythonRuntimeOptions {
  readonly runtime: Exclude<RuntimeId, 'node'>
  /** The interpreter's command line, such as ["python3.13"] or ["mono", "ipy.exe"]. */
  readonly command: readonly [string, ...string[]]
  readonly version: string
  readonly programs: Pick<Programs, 'pythonRunner' | 'pythonKernels'>
  /** The packages among numpy and scipy that it has; absent if they are not known. */
  readonly packages?: readonly PythonPackage[]
  /** How it was built; absent if that is not known. */
  readonly build?: RuntimeBuild
  /** Variables besides those that every trial gets. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export function pythonRuntime(options: PythonRuntimeOptions): InstalledRuntime {
  const { runtime, command, version, programs, build } = options
  return {
    info: { runtime, version, command: [...command], ...(build === undefined ? {} : { build }) },
    command: [...command, programs.pythonRunner, programs.pythonKernels],
    cwd: dirname(programs.pythonRunner),
    env: { ...environment(runtime), ...locale(process.env), ...options.env },
    prepare({ executor, workload }) {
      const why = obstacle(options, workload)
      if (why !== null) return { kind: 'cannot', why }
      // a free-threaded build can switch its own lock on
      const gil = executor === 'locked-threads' ? { PYTHON_GIL: '1' } : {}
      // a probe measures memory as programs usually have it
      const allocator = workload.kind === 'probe' ? {} : evenAllocator
      return { kind: 'ok', env: { ...gil, ...allocator } }
    },
    explain(outcome) {
      if (outcome.kind === 'ok' || !failedImport.test(outcome.message)) return outcome
      const interpreter = `the interpreter is ${runtimeName(runtime)} ${version}, ${commandText(command)}`
      const message = `${outcome.message} (${interpreter}; name another one with --runtime ${runtime}=COMMAND)`
      return { ...outcome, message }
    },
  }
}

const failedImport = /\b(ModuleNotFoundError|ImportError|No module named)\b/

/**
 * By default glibc returns memory that the main thread frees to the system much sooner than memory that other threads
 * free, so that only the serial worker paid for it with page faults: a SciPy transform took twice the time there. With
 * these values all threads keep freed memory alike (mallopt(3)).
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
  const needed = findKernel(workload.kernel)?.packages ?? []
  const missing = needed.filter((one) => packages?.includes(one) === false)
  return missing.length === 0
    ? null
    : `${interpreter} has no ${missing.join(' and no ')}, which ${workload.kernel} needs`
}

function fileOf(name: string): string {
  return `${name.replaceAll('-', '_')}.py`
}

/** Without a locale a Java machine cannot open a file whose name is not ASCII; CPython uses this one by itself. */
function locale({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): Record<string, string> {
  return LC_ALL === undefined && LC_CTYPE === undefined && LANG === undefined ? { LC_CTYPE: 'C.UTF-8' } : {}
}

/** What every Python is told; what people set for their own is set aside before (main/system/set-aside.ts). */
function environment(runtime: RuntimeId): Record<string, string> {
  return {
    // libraries of linear algebra must not start threads of their own
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    VECLIB_MAXIMUM_THREADS: '1',
    NUMEXPR_NUM_THREADS: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    // since 3.11 a Python that starts another one then lets it find no modules where it stands
    PYTHONSAFEPATH: '1',
    // the lab reads UTF-8, whatever the system's code page
    PYTHONIOENCODING: 'utf-8:backslashreplace',
    // a free-threaded build would turn its lock on if a package asks for it
    ...(runtime === 'cpython-ft' ? { PYTHON_GIL: '0' } : {}),
  }
}
