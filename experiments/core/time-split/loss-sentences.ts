import type { Ratio } from '../numbers/interval.ts'
import { counted, formatFactor, formatRatio } from '../text/format-number.ts'
import { amdahlLimit } from '../scaling-laws/amdahl.ts'
import { shareText } from '../scaling-laws/share-text.ts'
import { findSeries, type SeriesId } from '../names/series.ts'
import { leastLoss, type ConditionTime } from './condition-time.ts'
import type { ScalingStop } from './scaling-stop.ts'
import { aboutKind, type ShareKind } from './share-kinds.ts'

type Loss = Exclude<ShareKind, 'useful'>

/** "at 4 workers 71% (68–74%) of the workers’ time is waiting for the interpreter lock: …". */
export function lossText(time: ConditionTime, usableCores: number, stop: ScalingStop | null): string {
  const { bottleneck, workers } = time
  const at = `at ${counted(workers, 'worker')}`
  if (bottleneck === null || bottleneck === 'useful') return `${at} ${noLossText(time)}`
  const loss = `${at} ${shareOf(time, bottleneck)} of the workers’ time ${aboutKind[bottleneck].predicate}`
  return [loss, remedyText(time, bottleneck, usableCores, stop?.stopsAt === workers), disturbanceText(time)]
    .filter((part) => part !== '')
    .join('; ')
}

/** A loss that may be large is distinguished from one that is certainly small. */
function noLossText({ shares }: ConditionTime): string {
  const [largest] = shares
    .filter(({ kind, value }) => kind !== 'useful' && value !== null)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const text = measuredText(largest ?? null)
  if (largest === undefined || text === null || (largest.value ?? 0) <= leastLoss)
    return 'no loss takes more than a tenth of the workers’ time'
  return `no loss is certain to take more than a tenth of the workers’ time; the largest is ${aboutKind[largest.kind].name}, ${text}`
}

/** "besides, what helped them, such as a garbage collector, computed for 45% (44–46%) of that time". */
export function helpersText({ helpers }: ConditionTime): string {
  const share = measuredText(helpers)
  if (share === null || (helpers.low ?? helpers.value ?? 0) <= leastLoss) return ''
  return `what helped them, such as a garbage collector, a compiler or child processes, also computed for ${share} of that time`
}

/** The part of the wait that other programs cause. */
function disturbanceText({ bottleneck, disturbance }: ConditionTime): string {
  const share = measuredText(disturbance)
  if (share === null || bottleneck === 'core-wait') return ''
  return `they also spent ${share} of it waiting for a core that other programs used`
}

/** "gains up to 2 workers: 1.92× (1.88–1.96)", "2 workers are no faster than 1". */
export function scalingText(stop: ScalingStop | null, workers: number): string {
  if (stop === null) return ''
  const { gainsUpTo, stopsAt, speedup, doubtful } = stop
  const first = stopsAt ?? workers
  if (gainsUpTo === 1) return doubtful ? `no certain gain at ${first} workers` : `${first} workers are no faster than 1`
  if (stopsAt === null) return `still gaining at ${gainsUpTo} workers, the most measured: ${formatRatio(speedup)}`
  return `gains up to ${gainsUpTo} workers: ${formatRatio(speedup)}`
}

/** The reason if a curve stops rising without a loss: the work itself takes more CPU time. */
export function growthText(growth: Ratio): string {
  const { value, low } = growth
  if (value === null || (low ?? value) <= leastGrowth) return ''
  return `the same work takes ${formatRatio(growth)} the CPU time of serial: cores share memory, caches and clock, or workers do more`
}

const leastGrowth = 1.1

/** "cores ran at 84% (83–85%) of serial’s speed"; empty if that is not certain, or less than a hundredth. */
export function clockText(clock: Ratio): string {
  const { value, high } = clock
  if (value === null || value > 0.99 || (high !== null && high >= 1)) return ''
  return `cores ran at ${shareText(clock)} of serial’s speed`
}

function shareOf({ shares }: ConditionTime, kind: ShareKind): string {
  return measuredText(shares.find((share) => share.kind === kind) ?? null) ?? 'an unknown part'
}

function measuredText(share: Ratio | null): string | null {
  return share === null || share.value === null ? null : shareText(share)
}

function remedyText(time: ConditionTime, bottleneck: Loss, usableCores: number, stops: boolean): string {
  const { workers, series } = time
  switch (bottleneck) {
    case 'lock-wait':
      return lockRemedy(series)
    case 'core-wait':
      return workers > usableCores
        ? `${workers} workers outnumber the ${counted(usableCores, 'core')} that may be used`
        : 'other programs used the cores: close them'
    case 'communication':
      return 'send less, or less often, or share memory in place of copying it'
    case 'serial':
      return 'hold that lock for less of the work'
    case 'waiting':
      return stops
        ? 'what they wait for may serve but one at a time, as a lock of the work’s own does'
        : 'who waits needs no core: more workers can wait side by side'
    case 'start-up':
      return 'give each worker more to do'
    case 'imbalance':
      return tailText(time)
    case 'unknown':
      // nothing is known to help against an unknown loss
      return waitText(time)
    default:
      return ''
  }
}

function waitText({ beyondSerialWait }: ConditionTime): string {
  const share = measuredText(beyondSerialWait)
  if (share === null) return ''
  return `they waited ${share} of it longer in blocking calls than serial does: for the interpreter lock, or for a lock of the work’s own`
}

function lockRemedy(id: SeriesId): string {
  const series = findSeries(id)
  if (series?.runtime === 'node') return 'this lock is our model; Node itself has none'
  if (series?.runtime === 'cpython-ft') return 'without PYTHON_GIL=1 this build has none'
  if (series?.runtime === 'pypy') return 'processes have one each'
  return 'processes and interpreters have one each, a free-threaded build has none'
}

/** The work that one worker does alone is serial, and bounds every speedup. */
function tailText({ serialTail }: ConditionTime): string {
  const [part, fraction] = [measuredText(serialTail), serialTail?.value ?? 0]
  if (part === null || fraction <= 0) return 'split the work into more and smaller tasks'
  return `one worker goes on alone with ${part} of the work, which is serial: at most ${formatFactor(amdahlLimit(fraction))} with any number of workers (Amdahl)`
}
