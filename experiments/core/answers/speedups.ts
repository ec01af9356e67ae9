import type { Curve } from '../curves/curve.ts'
import { logSpeedups } from '../curves/log-ratios.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import type { RatioTest } from '../claims/judging/ratio-test.ts'
import { gainAtFour, gainAtTwo, noGainBelow } from '../claims/rules/gains.ts'
import { slowerBelow } from '../claims/rules/no-gain.ts'
import { findKernel } from '../names/kernels.ts'
import { findSeries, isSerial, serialOf, type ExecutorId, type RuntimeId, type SeriesId } from '../names/series.ts'
import { judgedCores } from '../session/machine-cores.ts'
import { kernelOf } from '../session/kernel-of.ts'
import { formatFactor, formatMs } from '../text/format-number.ts'
import { asSentence, number, words, type AnswerPart } from './answer.ts'
import type { Finding, RatioFinding } from './finding.ts'
import { measured, withRange, type Measured } from './measured.ts'
import { nounOf, workersInWords } from './workers-in-words.ts'

/** The order in which series are asked about: first those that the textbook speaks of. */
const runtimes: readonly RuntimeId[] = ['cpython', 'pypy', 'node', 'cpython-ft', 'jython', 'ironpython']
const executors: readonly ExecutorId[] = [
  'threads',
  'locked-threads',
  'processes',
  'processes-fork',
  'interpreters',
  'async',
  'pool',
]

/** The speedup of one series at one worker count. */
export interface Gain {
  readonly series: SeriesId
  readonly workers: number
  readonly speedup: Measured
}

/** How much faster the threads are than one, beside what gains most. */
export function speedupFinding(data: ClaimData): Finding | null {
  const asked = askedGain(data)
  if (asked === null) return serialFinding(data)
  return gainFinding(data, asked, comparisonWith(data, asked))
}

/** @param doing what its workers do, if several do different work: " with NumPy sin" */
export function gainFinding(
  data: ClaimData,
  gain: Gain,
  second: readonly AnswerPart[] | null,
  doing = '',
): RatioFinding {
  const { series, workers, speedup } = gain
  const subject = `${workersInWords(workers, series)}${doing}`
  const verb = workers === 1 ? 'is' : 'are'
  const one = workers === 1 ? 'serial work' : 'one'
  const said = comparedWith(speedup, workers, waits(data, series))
  const test: RatioTest = {
    subject,
    relation: 'over serial',
    unit: '×',
    logRatios: speedup.each.map(Math.log),
    bound: said === 'no faster' || said === 'slower' ? noGainBelow : 1,
    side: said === 'no faster' || said === 'slower' ? 'below' : 'above',
    of: { series, workers },
    over: { series: serialOf(series), workers: 1 },
  }
  return {
    kind: 'ratio',
    decided:
      said === null
        ? null
        : said === 'side by side'
          ? `${subject} ${workers === 1 ? 'waits' : 'wait'} side by side`
          : `${subject} ${verb} ${said} than ${one}`,
    question: `${subject} ${verb} faster than ${one}`,
    neutral: `${subject}, compared with ${one}`,
    number: withRange(number(formatFactor(speedup.value), series), speedup),
    second,
    test,
  }
}

/** What the whole range says; null if it says nothing. */
function comparedWith({ low, high }: Measured, workers: number, waiting: boolean): string | null {
  if (low === null || high === null) return null
  if (high < slowerBelow) return 'slower'
  if (high < noGainBelow) return low > 1 ? 'hardly faster' : 'no faster'
  if (waiting && low > workers / 2) return 'side by side'
  if (low > (workers >= 4 ? gainAtFour : gainAtTwo)) return 'faster'
  return low > 1 ? 'a little faster' : null
}

export function gainOf(data: ClaimData, series: SeriesId, workers: number): Gain | null {
  const speedup = measured([...logSpeedups(data.session, data.results, series, workers).values()])
  return speedup === null ? null : { series, workers, speedup }
}

/** The threads that the textbook speaks of, if they were measured; else what comes next. */
function askedGain(data: ClaimData): Gain | null {
  const asked = data.curves
    .filter(({ series, reference, points }) => !isSerial(series) && !reference && points.length > 0)
    .toSorted((a, b) => rankOf(a.series) - rankOf(b.series))
  for (const { series, points } of asked) {
    const gain = gainOf(data, series, askedCount(data, series, points))
    if (gain !== null) return gain
  }
  return null
}

function rankOf(id: SeriesId): number {
  const series = findSeries(id)
  if (series === undefined) return Infinity
  const { runtime, executor, variant } = series
  return (variant === null ? 0 : 1000) + 10 * runtimes.indexOf(runtime) + executors.indexOf(executor)
}

/** As many workers as have a fast core each; if the work waits, cores do not matter, and it is the most. */
function askedCount(data: ClaimData, series: SeriesId, points: Curve['points']): number {
  const counts = points.map(({ workers }) => workers)
  const most = waits(data, series) ? Infinity : Math.max(2, judgedCores(data.session.header.machine))
  const fitting = counts.filter((workers) => workers <= most)
  return fitting.length === 0 ? Math.min(...counts) : Math.max(...fitting)
}

function waits({ session }: ClaimData, series: SeriesId): boolean {
  return findKernel(kernelOf(session.header, series) ?? '')?.waits === true
}

/** Why workers of these kinds are not held back, where threads of their runtime share a lock. */
const causes: Readonly<Partial<Record<ExecutorId, string>>> = {
  processes: 'each of them has a lock of its own',
  'processes-fork': 'each of them has a lock of its own',
  interpreters: 'each of them has a lock of its own',
}

/** "Two CPython processes reach 1.97× (1.87–2.06): each of them has a lock of its own." */
function comparisonWith(data: ClaimData, asked: Gain): readonly AnswerPart[] | null {
  const files = waits(data, asked.series) ? gainOf(data, `${plainOf(asked.series)}@files`, asked.workers) : null
  if (files !== null) {
    const nothing = (files.speedup.high ?? Infinity) < (asked.speedup.low ?? 0)
    return reaches(files, ' reading a file that lies in memory', nothing ? 'there is nothing to wait for' : null)
  }
  const others = data.curves.flatMap(({ series, reference, points }): Gain[] => {
    const has = points.some(({ workers }) => workers === asked.workers)
    const gain =
      isSerial(series) || reference || series === asked.series || !has ? null : gainOf(data, series, asked.workers)
    return gain === null ? [] : [gain]
  })
  const own = others.find(({ series }) => series === `${findSeries(asked.series)?.runtime ?? ''}/processes`)
  const best = own ?? others.toSorted((a, b) => b.speedup.value - a.speedup.value)[0]
  if (best === undefined) return null
  const { runtime, executor } = findSeries(best.series) ?? {}
  const lock = runtime === 'cpython' || runtime === 'pypy'
  const freed = best === own && lock && (best.speedup.low ?? 0) > (asked.speedup.high ?? Infinity)
  return reaches(best, '', freed && executor !== undefined ? (causes[executor] ?? null) : null)
}

function reaches({ series, workers, speedup }: Gain, doing: string, why: string | null): readonly AnswerPart[] {
  return asSentence([
    words(`${workersInWords(workers, series)}${doing} reach${workers === 1 ? 'es' : ''} `),
    ...withRange(number(formatFactor(speedup.value), series), speedup),
    words(why === null ? '.' : `: ${why}.`),
  ])
}

function plainOf(series: SeriesId): `${RuntimeId}/${ExecutorId}` {
  const { runtime = 'node', executor = 'threads' } = findSeries(series) ?? {}
  return `${runtime}/${executor}`
}

/** Only serial work was measured: there is a time, and nothing to compare it with. */
function serialFinding(data: ClaimData): Finding | null {
  const timed = data.curves.find(({ points }) => points.length > 0)
  const times = timed === undefined ? [] : [...data.results.of(timed.series, timed.points[0]?.workers ?? 1).values()]
  const lapMs = measured(times.map(({ medianMs }) => Math.log(medianMs)))
  if (timed === undefined || lapMs === null) return null
  const noun = nounOf(timed.series, 1)
  return {
    kind: 'plain',
    sentence: [
      words(`one ${noun} takes `),
      ...withRange(number(formatMs(lapMs.value), timed.series), lapMs, formatMs),
      words(' for the work'),
    ],
    second: null,
  }
}
