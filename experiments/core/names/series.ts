import { isKernelName, findKernel, kernelNames } from './kernels.ts'
import { isProbeName } from './probe-names.ts'
import { enumeration } from '../text/show-value.ts'
import { parseDuration } from '../text/units.ts'

/** Lockstep knows these runtimes and executors; docs/architecture.md explains them. */

export const runtimeIds = ['node', 'cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython'] as const
export type RuntimeId = (typeof runtimeIds)[number]

/** The runtimes whose interpreters are found on the machine. Node's is the pinned one. */
export const pythonRuntimes = ['cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython'] as const satisfies RuntimeId[]
export type PythonRuntime = (typeof pythonRuntimes)[number]

export const executorIds = [
  'serial',
  'threads',
  'processes',
  'processes-fork',
  'locked-threads',
  'async',
  'interpreters',
  'pool',
] as const
export type ExecutorId = (typeof executorIds)[number]

/** A runtime and an executor, such as "node/threads"; a variant follows, as in "cpython/threads@20ms". */
export type SeriesId = PlainSeriesId | `${PlainSeriesId}@${string}`
export type PlainSeriesId = `${RuntimeId}/${ExecutorId}`

export interface Series {
  readonly id: SeriesId
  readonly runtime: RuntimeId
  readonly executor: ExecutorId
  /** The one thing in which it differs from its experiment; null if it does not. */
  readonly variant: Variant | null
}

/** A variant has a workload of its own, or a switch interval of its own. */
export type Variant =
  | { readonly kind: 'kernel' | 'probe'; readonly name: string }
  | { readonly kind: 'interval'; readonly name: string; readonly switchIntervalMs: number }

const executorsOf: Record<RuntimeId, readonly ExecutorId[]> = {
  node: ['serial', 'threads', 'processes', 'locked-threads', 'async', 'pool'],
  cpython: ['serial', 'threads', 'processes', 'processes-fork', 'async', 'interpreters'],
  // locked-threads: the same build with its lock switched on, PYTHON_GIL=1
  'cpython-ft': ['serial', 'threads', 'processes', 'processes-fork', 'locked-threads', 'async', 'interpreters'],
  pypy: ['serial', 'threads', 'processes', 'processes-fork', 'async'],
  jython: ['serial', 'threads'],
  ironpython: ['serial', 'threads'],
}

export const allSeries: readonly Series[] = runtimeIds.flatMap((runtime) =>
  executorsOf[runtime].map((executor): Series => ({ id: `${runtime}/${executor}`, runtime, executor, variant: null })),
)

const byId = new Map<string, Series>(allSeries.map((series) => [series.id, series]))

export function findSeries(id: string): Series | undefined {
  const at = id.indexOf('@')
  if (at === -1) return byId.get(id)
  const plain = byId.get(id.slice(0, at))
  const variant = parseVariant(id.slice(at + 1))
  if (plain === undefined || variant === null) return undefined
  return { ...plain, id: `${plain.runtime}/${plain.executor}@${variant.name}`, variant }
}

function parseVariant(name: string): Variant | null {
  if (isKernelName(name)) return { kind: 'kernel', name }
  if (isProbeName(name)) return { kind: 'probe', name }
  const switchIntervalMs = /\s/.test(name) ? null : parseDuration(name)
  if (switchIntervalMs === null || switchIntervalMs < 0.1 || switchIntervalMs > 10_000) return null
  return { kind: 'interval', name, switchIntervalMs }
}

/** The kernel of a variant, which has a size, passes and checksums of its own; '' for the experiment's own workload. */
export function variantKernel(id: SeriesId): string {
  const variant = findSeries(id)?.variant
  return variant?.kind === 'kernel' ? variant.name : ''
}

/** Each of these has its own number of passes in a lap: "cpython", or "cpython@array-sin" for a variant's kernel. */
export function calibrationKey(id: SeriesId): string {
  const kernel = variantKernel(id)
  const runtime = findSeries(id)?.runtime ?? ''
  return kernel === '' ? runtime : `${runtime}@${kernel}`
}

/** A probe series finds facts and times no laps. */
export function isProbeSeries({ variant }: Series, workloadKind: string): boolean {
  return variant === null || variant.kind === 'interval' ? workloadKind === 'probe' : variant.kind === 'probe'
}

/** A worker that has a thread or a process of its own can be tied to a core. */
export function hasThreadEach({ executor }: Series): boolean {
  return executor !== 'async' && executor !== 'pool'
}

/** Whether one worker alone does the work of the series. */
export function isSerial(id: SeriesId): boolean {
  return findSeries(id)?.executor === 'serial'
}

/** Speedup is over this series: one worker of the same runtime at the same work. The switch interval plays no part. */
export function serialOf(id: SeriesId): SeriesId {
  const runtime = findSeries(id)?.runtime
  if (runtime === undefined) throw new Error(`no such series: ${id}`)
  const kernel = variantKernel(id)
  return kernel === '' ? `${runtime}/serial` : `${runtime}/serial@${kernel}`
}

/** @returns why a kernel cannot run on a series, or null if it can */
export function kernelMisfit(kernel: string, { runtime, executor }: Series): string | null {
  const { languages, inPool } = findKernel(kernel) ?? {}
  if (languages === 'python' && runtime === 'node') return `a series of Python: ${kernel} is written in Python only`
  if (languages === 'node' && runtime !== 'node') return `a series of node: ${kernel} is written in JavaScript only`
  if (executor === 'pool' && inPool !== true) {
    const those = enumeration(kernelNames.filter((name) => findKernel(name)?.inPool === true))
    return `a series other than ${runtime}/pool: ${kernel} has no form that runs in libuv's pool, as ${those} have`
  }
  return null
}

/** The curves of a runtime are compared with this series, in which one lock is held over all workers. */
export function lockConstrainedSeries(runtime: RuntimeId): SeriesId {
  switch (runtime) {
    case 'cpython':
    case 'pypy':
      return `${runtime}/threads`
    case 'cpython-ft':
      return 'cpython-ft/locked-threads'
    case 'node':
    case 'jython':
    case 'ironpython':
      return 'node/locked-threads'
  }
}
