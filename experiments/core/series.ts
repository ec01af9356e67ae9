/** The runtimes and executors that Lockstep knows, and which of them go together (DESIGN §1, §5). */

export const runtimeIds = ['node', 'cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython'] as const
export type RuntimeId = (typeof runtimeIds)[number]

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

export type SeriesId = `${RuntimeId}/${ExecutorId}`

export interface Series {
  readonly id: SeriesId
  readonly runtime: RuntimeId
  readonly executor: ExecutorId
}

const executorsOf: Record<RuntimeId, readonly ExecutorId[]> = {
  node: ['serial', 'threads', 'processes', 'locked-threads', 'async', 'pool'],
  cpython: ['serial', 'threads', 'processes', 'processes-fork', 'async', 'interpreters'],
  'cpython-ft': ['serial', 'threads', 'processes', 'processes-fork', 'async', 'interpreters'],
  pypy: ['serial', 'threads', 'processes', 'processes-fork', 'async'],
  jython: ['serial', 'threads'],
  ironpython: ['serial', 'threads'],
}

export const allSeries: readonly Series[] = runtimeIds.flatMap((runtime) =>
  executorsOf[runtime].map((executor): Series => ({ id: `${runtime}/${executor}`, runtime, executor })),
)

const byId = new Map<string, Series>(allSeries.map((series) => [series.id, series]))

export function findSeries(id: string): Series | undefined {
  return byId.get(id)
}

/** The series that holds one lock over all workers of a runtime: what its other curves are charted against. */
export function lockConstrainedSeries(runtime: RuntimeId): SeriesId {
  return runtime === 'cpython' || runtime === 'pypy' ? `${runtime}/threads` : 'node/locked-threads'
}

const runtimeNames: Record<RuntimeId, string> = {
  node: 'Node',
  cpython: 'CPython',
  'cpython-ft': 'CPython free-threaded',
  pypy: 'PyPy',
  jython: 'Jython',
  ironpython: 'IronPython',
}

const executorNames: Record<ExecutorId, string> = {
  serial: 'serial',
  threads: 'threads',
  processes: 'processes',
  'processes-fork': 'processes (fork)',
  'locked-threads': 'threads under our lock',
  async: 'async',
  interpreters: 'interpreters',
  pool: 'native pool',
}

export function runtimeName(runtime: RuntimeId): string {
  return runtimeNames[runtime]
}

/** What a person reads on a chart: "CPython processes". */
export function seriesName(series: Series): string {
  return `${runtimeNames[series.runtime]} ${executorNames[series.executor]}`
}
