import { numberOf } from '../../facts/fact-summary.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { factInterval, showMs } from '../judging/fact-interval.ts'
import { factRule, type FactSubject, type FactTest } from '../judging/fact-rule.ts'

/** Values that are not plain data: the name in the probe `message-passing`, and the words for people. */
const pythonValues = [
  ['lambda', 'a lambda'],
  ['lock', 'a lock'],
  ['open-file', 'an open file'],
] as const
const nodeValues = [
  ['map', 'a Map'],
  ['bigint', 'a big integer'],
] as const

/** The verdict reports the cost of this payload, which is large enough that its bytes count. */
export const toldPayload = '1MiB'

/** Of threads in Python. */
const byConstruction = 'a queue hands over a reference'

/**
 * Decides process-ipc by what messages take: copies, and values that do not arrive. What they cost is reported and not
 * judged, since it depends on what one sends.
 */
const messagePassingRule = factRule(['cpython'], [python('cpython'), python('cpython-ft'), python('pypy'), node()])

export const messagePassingRules: ClaimRules<'message-passing'> = { 'process-ipc': messagePassingRule }

/** Python's threads hand over the object itself; its processes pickle it, and some values cannot be pickled. */
function python(runtime: RuntimeId): FactSubject {
  const threads: SeriesId = `${runtime}/threads`
  const processes: SeriesId = `${runtime}/processes`
  return {
    runtime,
    tests: [
      {
        series: threads,
        name: 'message',
        holding: 'another thread was given the very object that was sent',
        failing: 'another thread was not given the object that was sent',
        byConstruction,
        holds: (value) => value === 'the same object',
      },
      {
        series: processes,
        name: 'message',
        holding: 'another process was given a copy',
        failing: 'another process was not given a copy',
        holds: (value) => value === 'a copy',
      },
      ...pythonValues.flatMap(([name, words]): readonly FactTest[] => [
        {
          series: threads,
          name: `value-${name}`,
          holding: `threads took ${words}`,
          failing: `threads refused ${words}`,
          byConstruction,
          holds: (value) => value !== 'refused',
        },
        {
          series: processes,
          name: `value-${name}`,
          holding: `processes refused it`,
          failing: `processes took ${words}`,
          holds: (value) => value === 'refused',
        },
      ]),
    ],
    note: (data) => costNote(data, threads, processes),
  }
}

/** Node sends copies to threads and to processes. Only threads share memory, and JSON loses values that it has no form for. */
function node(): FactSubject {
  const threads: SeriesId = 'node/threads'
  const processes: SeriesId = 'node/processes'
  return {
    runtime: 'node',
    tests: [
      {
        series: threads,
        name: 'value-shared-memory',
        holding: 'threads shared memory',
        failing: 'threads did not share memory',
        holds: (value) => value === 'shared',
      },
      {
        series: processes,
        name: 'value-shared-memory',
        holding: 'processes did not',
        failing: 'processes shared memory',
        holds: (value) => value !== 'shared',
      },
      ...nodeValues.flatMap(([name, words]): readonly FactTest[] => [
        {
          series: threads,
          name: `value-${name}`,
          holding: `threads took ${words}`,
          failing: `threads did not take ${words}`,
          holds: (value) => value === 'a copy',
        },
        {
          series: processes,
          name: `value-${name}`,
          holding: `processes, which write JSON unless told otherwise, did not`,
          failing: `processes took ${words}`,
          holds: (value) => value !== 'a copy',
        },
      ]),
    ],
    note: (data) => costNote(data, threads, processes),
  }
}

/** Writes "shown, not judged: a round trip of 1 MiB took 0.02 ms to a thread, 1.2 ms to a process, and …". */
function costNote(data: ClaimData, threads: SeriesId, processes: SeriesId): string | null {
  const took = (series: SeriesId, prefix = ''): string | null =>
    showMs(factInterval(data, { series, workers: 1, name: `${prefix}round-trip-${toldPayload}` }))
  const [thread, process] = [took(threads), took(processes)]
  if (thread === null || process === null) return null
  const sharing = [processes, threads].find((series) => took(series, 'shared-memory-') !== null)
  const plain = `shown, not judged: a round trip of 1 MiB took ${thread} to a thread, ${process} to a process`
  if (sharing === undefined) return plain
  const who = sharing === processes ? 'a process' : 'a thread'
  const shared = `${took(sharing, 'shared-memory-') ?? ''} to ${who} with the bytes in shared memory`
  return `${plain}, ${shared}, which took ${setUpCalls(data, sharing, 'shared-memory-')} to set up in place of ${setUpCalls(data, sharing)}`
}

/** Writes "7 calls". */
function setUpCalls({ facts }: ClaimData, series: SeriesId, prefix = ''): string {
  const [value = 0] = facts.of(series, 1, `${prefix}set-up-calls`).values()
  const calls = numberOf(value) ?? 0
  return calls === 1 ? '1 call' : `${calls} calls`
}
