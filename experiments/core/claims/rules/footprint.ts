import { memory } from '../../text/quantity.ts'
import { spreadText } from '../../text/spread-text.ts'
import { enumeration } from '../../text/show-value.ts'
import { geometricInterval } from '../../numbers/interval.ts'
import { seriesName } from '../../names/series-titles.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { memorySlopes, type MemoryMeasure } from './memory-slopes.ts'
import { ratioRule, type Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'
import { measuredCounts } from '../judging/measured-counts.ts'

/** A thread adds less than this share of the memory that a process adds (docs/claims.md, thread-light). */
export const lightBelow = 0.25

const runtimes: readonly RuntimeId[] = ['cpython', 'cpython-ft', 'pypy', 'node']

const processMemoryRule = ratioRule(
  ['cpython'],
  runtimes.map((runtime) =>
    weighing(runtime, (processName, logRatios) => ({
      subject: processName,
      relation: 'the memory that a thread adds',
      unit: '×',
      logRatios,
      bound: 1,
      side: 'above',
    })),
  ),
)

const threadLightRule = ratioRule(
  ['cpython'],
  runtimes.map((runtime) =>
    weighing(runtime, (processName, logRatios) => ({
      subject: 'a thread',
      relation: `of the memory that ${processName} adds`,
      unit: '',
      logRatios: logRatios.map((logRatio) => -logRatio),
      bound: lightBelow,
      side: 'below',
    })),
  ),
)

export const footprintRules: ClaimRules<'footprint'> = {
  'process-memory': processMemoryRule,
  'thread-light': threadLightRule,
}

/** @param testOf makes a test from the logarithms of what a process adds over what a thread adds, one for each round */
function weighing(
  runtime: RuntimeId,
  testOf: (processName: string, logRatios: readonly number[]) => RatioTest,
): Subject {
  return {
    runtime,
    series: [`${runtime}/processes`, `${runtime}/threads`],
    model: false,
    takes: 'several counts of workers, of both processes and threads,',
    cores: 'any',
    tests: (data) =>
      weighedProcesses(data, runtime).map(({ series, name }) =>
        testOf(name, logRatiosOf(data, series, `${runtime}/threads`)),
      ),
    disturbed: (data) => swapping(data, runtime),
    note: (data) => slopesNote(data, runtime),
  }
}

interface Processes {
  readonly series: SeriesId
  readonly name: string
}

/** Spawned processes and, if they were measured, forked ones: each kind has to hold by itself. */
function weighedProcesses(data: ClaimData, runtime: RuntimeId): readonly Processes[] {
  const spawned: Processes = {
    series: `${runtime}/processes`,
    name: runtime === 'node' ? 'a process' : 'a process (spawn)',
  }
  const forked: Processes = { series: `${runtime}/processes-fork`, name: 'a process (fork)' }
  return [spawned, forked].filter(({ series }) => slopesOf(data, series).size > 0)
}

/** Private pages count if the system reports them; all conditions of a session ran on one system. */
function measureOf({ facts }: ClaimData): MemoryMeasure {
  return facts.names.some(({ name }) => name === 'added-private') ? 'private' : 'rss'
}

/** What one more worker of a series adds, by round. */
export function slopesOf(data: ClaimData, series: SeriesId): ReadonlyMap<number, number> {
  return memorySlopes(data.facts, series, measuredCounts(data, [series]), measureOf(data))
}

function logRatiosOf(data: ClaimData, processes: SeriesId, threads: SeriesId): readonly number[] {
  const below = slopesOf(data, threads)
  return [...slopesOf(data, processes)].flatMap(([round, bytes]) => {
    const threadBytes = below.get(round)
    return threadBytes === undefined ? [] : [Math.log(bytes / threadBytes)]
  })
}

/** Pages that were moved to disk are missing from the measured memory. */
function swapping({ facts }: ClaimData, runtime: RuntimeId): string | null {
  const swapped = facts.names.find(({ series, name }) => name === 'swapped' && series.startsWith(`${runtime}/`))
  return swapped === undefined
    ? null
    : `disturbed: memory of ${seriesName(swapped.series)} was moved to disk before it was weighed`
}

const shown: readonly (readonly [ExecutorId, string])[] = [
  ['processes', 'a process (spawn)'],
  ['processes-fork', 'a process (fork)'],
  ['interpreters', 'an interpreter'],
  ['threads', 'a thread'],
]

/** Writes "a process (spawn) adds 7.74 MiB (7.71–7.77), a thread adds 41 KiB (40–42): pages …; the slope over 1, 2, 4 and 8 workers". */
function slopesNote(data: ClaimData, runtime: RuntimeId): string {
  const parts = shown.flatMap(([executor, name]) => {
    const slopes = slopesOf(data, `${runtime}/${executor}`)
    const slope = geometricInterval([...slopes.values()].map(Math.log))
    if (slope.value === null) return []
    const words = executor === 'processes' && runtime === 'node' ? 'a process' : name
    return [`${words} adds ${spreadText(slope, memory)}`]
  })
  const counts = measuredCounts(data, [`${runtime}/processes`]).map(String)
  const measure =
    measureOf(data) === 'private'
      ? 'pages of its own that no other process has'
      : 'RSS, in which pages that processes share count for each, since this system does not tell them apart'
  return `${parts.join(', ')}: ${measure}; the slope over ${enumeration(counts)} workers`
}
