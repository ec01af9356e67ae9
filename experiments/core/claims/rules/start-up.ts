import { seriesName } from '../../names/series-titles.ts'
import type { FactRounds } from '../../facts/fact-rounds.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { factInterval, showMs } from '../judging/fact-interval.ts'
import { factLogRatios } from '../judging/fact-ratios.ts'
import { ratioRule, type Subject } from '../judging/ratio-rule.ts'
import { judge, type JudgedTest, type RatioTest } from '../judging/ratio-test.ts'
import { logRatiosWithoutWaits } from './start-waits.ts'

/** A session needs at least this many starts of each kind (docs/claims.md, process-slow-start). */
export const leastStarts = 20

const runtimes: readonly RuntimeId[] = ['cpython', 'cpython-ft', 'pypy', 'node']

/** Decides process-slow-start and thread-fast-start, which are one statement seen from its two ends. */
const startUpRule = ratioRule(['cpython'], runtimes.map(slowerProcesses))

export const startUpRules: ClaimRules<'start-up'> = {
  'process-slow-start': startUpRule,
  'thread-fast-start': startUpRule,
}

/** Processes take longer to start than threads, however they are started: the probe `start-up` starts both in turns. */
function slowerProcesses(runtime: RuntimeId): Subject {
  return {
    runtime,
    series: [`${runtime}/processes`],
    model: false,
    takes: `${leastStarts} starts of each kind`,
    lacks: `fewer than ${leastStarts} starts were measured`,
    cores: 'any',
    tests: (data) => measuredWays(data, runtime).map((way) => testOf(data, way)),
    disturbed: (data, judged) => disturbance(data, measuredWays(data, runtime), judged),
    note: (data) => timesNote(data, runtime),
  }
}

interface Way {
  readonly series: SeriesId
  readonly name: string
}

/** Spawned and forked processes are judged separately; not every system can fork. */
function measuredWays({ facts }: ClaimData, runtime: RuntimeId): readonly Way[] {
  const spawned: Way = { series: `${runtime}/processes`, name: runtime === 'node' ? 'a process' : 'a process (spawn)' }
  const forked: Way = { series: `${runtime}/processes-fork`, name: 'a process (fork)' }
  if (startsOf(facts, spawned.series) < leastStarts) return []
  return startsOf(facts, forked.series) < leastStarts ? [spawned] : [spawned, forked]
}

function startsOf(facts: FactRounds, series: SeriesId): number {
  const count = (name: string): number =>
    [...facts.of(series, 1, name).values()].flatMap((list) => (Array.isArray(list) ? list : [])).length
  return Math.min(count('process-start'), count('thread-start'))
}

function testOf(data: ClaimData, { series, name }: Way): RatioTest {
  const at = (fact: string) => ({ series, workers: 1, name: fact })
  return {
    subject: `starting ${name}`,
    relation: 'the time of starting a thread',
    unit: '×',
    logRatios: factLogRatios(data, at('process-start'), at('thread-start')),
    bound: 1,
    side: 'above',
    of: { series, workers: 1 },
  }
}

/** The verdict must be the same if all waiting for a core is taken off the side that it made slower. */
function disturbance(data: ClaimData, ways: readonly Way[], judged: readonly JudgedTest[]): string | null {
  for (const [index, { test, result, confidence }] of judged.entries()) {
    const way = ways[index]
    if (way === undefined || result === 'open') continue
    const slow = result === 'holds' ? 'process' : 'thread'
    const without = logRatiosWithoutWaits(data.facts, way.series, slow)
    if (without === null || judge({ ...test, logRatios: without }, confidence).result !== result) {
      return `disturbed: without the time that ${slow} starts of ${seriesName(way.series)} had no core, the result could be another`
    }
  }
  return null
}

/** Writes "process (spawn) 61 ms, process (fork) 2.1 ms, interpreter 12 ms, thread 0.06 ms". */
function timesNote(data: ClaimData, runtime: RuntimeId): string | null {
  const shown: readonly [ExecutorId, string, string][] = [
    ['processes', 'process-start', runtime === 'node' ? 'a process' : 'a process (spawn)'],
    ['processes-fork', 'process-start', 'a process (fork)'],
    ['interpreters', 'interpreter-start', 'an interpreter'],
    ['processes', 'thread-start', 'a thread'],
  ]
  const parts = shown.flatMap(([executor, name, words]) => {
    const text = showMs(factInterval(data, { series: `${runtime}/${executor}`, workers: 1, name }))
    return text === null ? [] : [`${words} ${text}`]
  })
  return parts.join(', ')
}
