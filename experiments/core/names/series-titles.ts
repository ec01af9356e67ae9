import { findKernel } from './kernels.ts'
import { findSeries, type ExecutorId, type RuntimeId, type Variant } from './series.ts'

const runtimeNames: Record<RuntimeId, string> = {
  node: 'Node',
  cpython: 'CPython',
  'cpython-ft': 'Free-threaded CPython',
  pypy: 'PyPy',
  jython: 'Jython',
  ironpython: 'IronPython',
}

const executorNames: Record<ExecutorId, string> = {
  serial: 'serial',
  threads: 'threads',
  processes: 'processes',
  'processes-fork': 'forked processes',
  'locked-threads': 'threads under a lock',
  async: 'async tasks',
  interpreters: 'interpreters',
  pool: 'pool threads',
}

export function runtimeName(runtime: RuntimeId): string {
  return runtimeNames[runtime]
}

/** Writes "CPython processes", or the id itself if the series is unknown, as in the file of a newer Lockstep. */
export function seriesName(id: string): string {
  const series = findSeries(id)
  if (series === undefined) return id
  const { runtime, executor, variant } = series
  const executorName =
    runtime === 'node' && executor === 'locked-threads' ? 'threads under our lock' : executorNames[executor]
  const plain = `${runtimeNames[runtime]} ${executorName}`
  return variant === null ? plain : `${plain}, ${variantName(variant)}`
}

/** Writes "NumPy sin", "own lock" or "20 ms interval". */
export function variantName({ kind, name }: Variant): string {
  switch (kind) {
    case 'kernel':
      return findKernel(name)?.title ?? name
    case 'probe':
      return name.replaceAll('-', ' ')
    case 'interval':
      return `${name.replace(/(\d)([a-z])/, '$1 $2')} interval`
  }
}
