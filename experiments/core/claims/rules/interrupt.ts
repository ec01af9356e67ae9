import { formatMs } from '../../text/format-number.ts'
import { columnWriter, time } from '../../text/quantity.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { askedOf, factRule, type FactQuestion, type FactSubject } from '../judging/fact-rule.ts'
import { measuredCounts } from '../judging/measured-counts.ts'
import { threadLeak } from './thread-leak.ts'

const interruptRaises: FactQuestion = {
  name: 'interrupt-raises',
  holding: 'an interrupt was raised in an endless loop',
  failing: 'an interrupt was not raised in an endless loop',
  holds: (value) => value === true,
}

/** JavaScript has nothing that could be raised in a loop: without a handler an interrupt ends the process. */
const interruptEnds: FactQuestion = {
  name: 'interrupt-ends',
  holding: 'an interrupt ended an endless loop that had no handler for it',
  failing: 'an interrupt did not end an endless loop that had no handler for it',
  holds: (value) => value === true,
}

const killEnds: FactQuestion = {
  name: 'kill-ends',
  holding: 'a kill ended one',
  failing: 'a kill did not end one',
  holds: (value) => value === true,
}

const othersFinish: FactQuestion = {
  name: 'others-finished',
  holding: 'all others finished',
  failing: 'others did not finish',
  holds: (value, workers) => value === workers - 1,
}

const reachesMain: FactQuestion = {
  name: 'interrupt-reaches-main',
  holding: 'an interrupt reached the main thread',
  failing: 'an interrupt did not reach the main thread',
  holds: (value) => value === true,
}

const reachesNoOther: FactQuestion = {
  name: 'interrupted-threads',
  holding: 'it reached no other thread',
  failing: 'it reached other threads',
  holds: (value) => value === 0,
}

const runsAfterRequest: FactQuestion = {
  name: 'runs-after-request',
  holding: 'a looping thread still ran 2 s after it was asked to stop',
  failing: 'a looping thread no longer ran 2 s after it was asked to stop',
  byConstruction: 'it can be asked by a message only, which a loop does not read',
  holds: (value) => value === true,
}

const noTermination: FactQuestion = {
  name: 'terminate-ends',
  holding: 'terminate() did not end it',
  failing: 'but terminate() ended it',
  holds: (value) => value === false,
}

const processKillable = factRule(
  ['cpython'],
  [
    ...(['cpython', 'cpython-ft', 'pypy'] as const).map((runtime) =>
      subject(runtime, 'processes', [interruptRaises, killEnds, othersFinish], endNote),
    ),
    subject('node', 'processes', [interruptEnds, killEnds, othersFinish], nodeProcessNote),
  ],
)

const threadNotKillable = factRule(
  ['cpython'],
  [
    ...(['cpython', 'cpython-ft', 'pypy'] as const).map((runtime) =>
      subject(runtime, 'threads', [reachesMain, reachesNoOther, runsAfterRequest], exceptionNote),
    ),
    // the Java machine handles a signal in a thread of its own
    subject('jython', 'threads', [{ ...reachesNoOther, holding: 'an interrupt reached no worker' }, runsAfterRequest]),
    subject('ironpython', 'threads', [runsAfterRequest]),
    subject('node', 'threads', [reachesMain, reachesNoOther, runsAfterRequest, noTermination], terminationNote),
  ],
)

export const interruptRules: ClaimRules<'interrupt'> = {
  'process-killable': processKillable,
  'thread-not-killable': threadNotKillable,
  'thread-leak': threadLeak,
}

type Note = (data: ClaimData, series: SeriesId) => string | null

function subject(
  runtime: RuntimeId,
  executor: 'processes' | 'threads',
  questions: readonly FactQuestion[],
  note?: Note,
): FactSubject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    tests: askedOf(series, questions),
    ...(note === undefined ? {} : { note: (data: ClaimData) => note(data, series) }),
  }
}

/** Writes "5.20 ms (4.81–7.60 in 3 trials)": the median, the minimum and the maximum over all worker counts. */
function timeOf(data: ClaimData, series: SeriesId, name: string): string | null {
  const times = measuredCounts(data, [series])
    .flatMap((workers) => [...data.facts.of(series, workers, name).values()])
    .filter((value) => typeof value === 'number')
  if (times.length === 0) return null
  const [middle, least, most] = [median(times), Math.min(...times), Math.max(...times)]
  if (times.length === 1) return formatMs(middle)
  const writer = columnWriter(time, [least, middle, most])
  return `${writer.one(middle)} (${writer.bare(least)}–${writer.bare(most)} in ${times.length} trials)`
}

function endNote(data: ClaimData, series: SeriesId): string | null {
  const [interrupt, kill] = [timeOf(data, series, 'interrupt'), timeOf(data, series, 'kill')]
  if (kill === null) return null
  return interrupt === null ? `the kill took ${kill}` : `the interrupt took ${interrupt}, the kill ${kill}`
}

function nodeProcessNote(data: ClaimData, series: SeriesId): string | null {
  const answers = measuredCounts(data, [series]).flatMap((workers) => [
    ...data.facts.of(series, workers, 'handler-sees-interrupt').values(),
  ])
  if (answers.length === 0) return endNote(data, series)
  const called = answers.filter((value) => value === true).length
  const handler =
    called === 0
      ? 'a handler of its own is never called in the loop'
      : `a handler of its own was called in the loop in ${called} of ${answers.length} trials`
  return [handler, endNote(data, series)].filter((part) => part !== null).join('; ')
}

/** CPython's C interface can stop a thread; that is shown and not judged (docs/claims.md, thread-not-killable). */
function exceptionNote(data: ClaimData, series: SeriesId): string | null {
  const atBytecode = timeOf(data, series, 'async-exception')
  if (atBytecode === null) return null
  const inCall = timeOf(data, series, 'async-exception-in-call')
  const call = inCall === null ? '' : `, and after ${inCall} where it was in a native call of 1 s`
  return `not judged: PyThreadState_SetAsyncExc, which only C code can call, stopped it at a bytecode after ${atBytecode}${call}`
}

function terminationNote(data: ClaimData, series: SeriesId): string | null {
  const atOnce = timeOf(data, series, 'terminate')
  if (atOnce === null) return null
  const inCall = timeOf(data, series, 'terminate-in-native-call')
  const call = inCall === null ? '' : `, and ${inCall} where it was in a native call that takes a core about 1 s`
  return `terminate() took ${atOnce}${call}`
}
