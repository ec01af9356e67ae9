import { conditionId, conditionName } from '../names/condition-name.ts'
import { findKernel } from '../names/kernels.ts'
import { serialOf, type SeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import { groupBy } from '../numbers/group-by.ts'
import { geometricInterval, shareInterval, type Ratio } from '../numbers/interval.ts'
import { median } from '../numbers/statistics.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { kernelOf } from '../session/kernel-of.ts'
import { timesTheWork } from '../session/same-work.ts'
import type { LapRecord, Session } from '../session/session.ts'
import { counted, formatMs, formatNumber, formatRatio } from '../text/format-number.ts'
import { share } from '../text/quantity.ts'
import { spreadText } from '../text/spread-text.ts'
import { logSpeedups } from './log-ratios.ts'
import { passTimes } from './pass-times.ts'
import { roundResults, type RoundResult, type RoundResults } from './round-results.ts'

/** The time of a condition is not that of the work: its ratios say nothing, whatever they are. */
export interface WorkDoubt {
  readonly kind: 'remembered' | 'empty' | 'less-work' | 'beyond-cores'
  readonly series: SeriesId
  readonly workers: number
  /** "the first pass of … took 10,000 times as long …": what was seen, and what it may mean. */
  readonly why: string
}

type At = Pick<WorkDoubt, 'series' | 'workers'>

/** A first pass, before anything is compiled, was 10 times as long as a warm one in V8 and in PyPy. */
const rememberedFrom = 100
/** Tasks of this length and more do something after all; safe points are this far apart. */
const shortTaskMs = 0.02
/** Calling a task takes up to 1 µs, in CPython: a fifth of this. */
const emptyTaskMs = 0.005
/** Of serial's time: built-in kernels that compute missed at most 0.08 of it in single rounds, those that wait 0.06. */
const missingFrom = 0.15
/** Caches of their own can make two workers a little more than twice as fast. */
const beyondFrom = 1.05
/** Work that waits used at most 0.06 of a core; what it gains has nothing to do with cores. */
const computesFrom = 0.1

export function sessionDoubts(session: Session): readonly WorkDoubt[] {
  return workDoubts(session, roundResults(session))
}

/** Looks at each condition of the session, in the plan's order. */
export function workDoubts(session: Session, results: RoundResults): readonly WorkDoubt[] {
  const laps = groupBy(session.laps, ({ trial }) => trial)
  const trials = groupBy(countedTrials(session), conditionId)
  return session.header.conditions.flatMap((at) => {
    const lapsOfTrials = (trials.get(conditionId(at)) ?? []).map(({ trial }) => laps.get(trial) ?? [])
    return passDoubt(session, at, lapsOfTrials) ?? workDoubt(session, results, at, laps) ?? []
  })
}

function passDoubt(session: Session, at: At, trials: readonly (readonly LapRecord[])[]): WorkDoubt | null {
  const { header } = session
  const { series, workers } = at
  const known = trials.flatMap((laps) => passTimes(header, series, workers, laps) ?? [])
  if (known.length === 0) return null
  const taskMs = median(known.map((one) => one.taskMs))
  const ratios = known.flatMap(({ firstOverLater }) => firstOverLater ?? [])
  const ratio = ratios.length === 0 ? 0 : median(ratios)
  const name = conditionName(at)
  if (ratio >= rememberedFrom && taskMs < shortTaskMs) {
    const why = `the first pass of ${name} took ${formatNumber(ratio)} times as long as those after it: is the result remembered?`
    return { ...at, kind: 'remembered', why }
  }
  if (taskMs >= emptyTaskMs) return null
  const why = `a task of ${name} takes ${formatMs(taskMs)}, hardly more than calling it: is it empty, or its result remembered?`
  return { ...at, kind: 'empty', why }
}

function workDoubt(
  session: Session,
  results: RoundResults,
  at: At,
  laps: ReadonlyMap<number, readonly LapRecord[]>,
): WorkDoubt | null {
  const { series, workers } = at
  const serial = serialOf(series)
  if (series === serial) return null
  const rounds = [...results.of(series, workers)].flatMap(([round, one]) => {
    const other = results.of(serial, 1).get(round)
    return other === undefined ? [] : [{ one, serial: other }]
  })
  const times = timesTheWork(session.header, workers)
  const missing = shareInterval(rounds.map((round) => missingShare(round, times)))
  if (isAbove(missing, missingFrom)) {
    const why = `${conditionName(at)} used less CPU time for the same work than ${seriesName(serial)} does, by ${spreadText(missing, share)} of serial’s time: work that goes on until a moment comes does less where workers wait for one another`
    return { ...at, kind: 'less-work', why }
  }
  const speedup = geometricInterval([...logSpeedups(session, results, series, workers).values()])
  const cores = Math.min(session.header.machine.usableCores, session.header.machine.quotaCores ?? Infinity)
  if (!isAbove(speedup, beyondFrom * cores) || !computes(session, serial, rounds, laps)) return null
  const why = `${conditionName(at)} reached ${formatRatio(speedup)} the speed of ${seriesName(serial)} on ${counted(cores, 'core')}, which is more than these can give: does it wait (tell the lab by ctx.blocking), or do others work for it?`
  return { ...at, kind: 'beyond-cores', why }
}

interface Pair {
  readonly one: RoundResult
  readonly serial: RoundResult
}

/**
 * The CPU time that a condition's work misses, as a part of serial's time. Cores that were faster than serial's explain
 * some; slower ones explain none. Work that waits has little CPU time to miss.
 */
function missingShare({ one, serial }: Pair, times: number): number {
  const atSerialsSpeed = one.workCpuMs * Math.max(1, one.clock ?? 1)
  return (times * serial.workCpuMs - atSerialsSpeed) / (times * serial.medianMs)
}

/** Whether the work is known to need cores: it uses CPU time in serial, and does not say that it waits. */
function computes(
  session: Session,
  serial: SeriesId,
  rounds: readonly Pair[],
  laps: ReadonlyMap<number, readonly LapRecord[]>,
): boolean {
  if (findKernel(kernelOf(session.header, serial) ?? '')?.waits === true) return false
  const cpuShare = median(rounds.map((round) => round.serial.workCpuMs / round.serial.medianMs))
  const own = countedTrials(session).filter(({ series }) => series === serial)
  const waiting = own
    .flatMap(({ trial }) => laps.get(trial) ?? [])
    .map(({ workers: [worker], makespanMs }) => {
      return makespanMs > 0 ? Math.max(0, (worker?.blockingMs ?? 0) - (worker?.cpuMs ?? 0)) / makespanMs : 0
    })
  return cpuShare >= computesFrom && (waiting.length === 0 || median(waiting) < 0.5)
}

function isAbove({ low }: Ratio, bound: number): boolean {
  return low !== null && low > bound
}

/** What stands in the way of ratios of a series: a doubt about it, or about the serial work that it is compared with. */
export function doubtAbout(doubts: readonly WorkDoubt[], series: SeriesId, workers?: number): WorkDoubt | null {
  const own = doubts.find((one) => one.series === series && (workers === undefined || one.workers === workers))
  return own ?? doubts.find((one) => one.series === serialOf(series)) ?? null
}
