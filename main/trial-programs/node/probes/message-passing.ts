import { median } from '../../../../experiments/core/numbers/statistics.ts'
import { nowUs } from '../../../system/clock.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { MessageCommand } from './parts/message-part.ts'
import { makeValue, valueNames, type ValueName } from './parts/message-values.ts'
import { messageWays, type MessageWay, type RoundTrips } from './message-ways.ts'
import type { ProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'

const KiB = 1024
const MiB = KiB ** 2
const payloads: readonly (readonly [string, number])[] = [
  ['1B', 1],
  ['1KiB', KiB],
  ['64KiB', 64 * KiB],
  ['1MiB', MiB],
  ['16MiB', 16 * MiB],
  ['64MiB', 64 * MiB],
]
/** The time of a smaller message is that of the call and not of the bytes. */
const leastForThroughput = 64 * KiB

/** Round trips of one payload end when there are enough, or after `enoughMs`, or with few trips after `tooLongMs`. */
const enoughTrips = 100
const [enoughMs, fewTrips, tooLongMs] = [80, 3, 400]

/** Finds out what it takes to exchange messages with a worker, and times them from one byte to 64 MiB. */
export const messagePassing: Probe = async (request, report) => {
  const { executor } = request
  if (executor !== 'processes' && executor !== 'threads') {
    throw new Error(`message-passing takes processes or threads at the other end, not ${executor}`)
  }
  const pids = new Set([process.pid])
  const startedUs = nowUs()
  for (const [index, way] of messageWays(request).entries()) {
    const worker = way.start(request)
    await worker.next()
    pids.add(worker.pid)
    if (index === 0) {
      report.ready((nowUs() - startedUs) / 1e3, [...pids])
      await reportValues(request, worker, report)
    }
    report.fact(`${way.prefix}set-up-calls`, way.setUpCalls)
    await reportCosts(way, worker, report)
    await worker.kill()
  }
}

async function reportCosts(way: MessageWay, worker: ProbeWorker, report: ProbeReport): Promise<void> {
  for (const [size, bytes] of payloads) {
    if (bytes > way.largestBytes) continue
    const trips = way.prepare(worker, bytes)
    const tripsMs = await timed(trips)
    trips.end()
    report.fact(`${way.prefix}round-trip-${size}`, tripsMs, 'ms')
    if (!way.copies || bytes < leastForThroughput) continue
    report.fact(`${way.prefix}throughput-${size}`, (2 * bytes) / MiB / (median(tripsMs) / 1e3), 'MiB/s')
  }
}

async function timed(trips: RoundTrips): Promise<number[]> {
  // the first trip finds neither warm code nor memory
  let sumMs = await trips.trip()
  const tripsMs: number[] = []
  do {
    const tripMs = await trips.trip()
    tripsMs.push(tripMs)
    sumMs += tripMs
  } while (tripsMs.length < enoughTrips && sumMs < (tripsMs.length < fewTrips ? tooLongMs : enoughMs))
  return tripsMs
}

/** Reports whether the other end receives the object itself, and what happens to values that are not plain data. */
async function reportValues(request: TrialRequest, worker: ProbeWorker, report: ProbeReport): Promise<void> {
  const list: number[] = []
  const append: MessageCommand = { do: 'append', list }
  worker.say(append)
  await worker.next()
  report.fact('message', list.length > 0 ? 'the same object' : 'a copy')
  for (const name of valueNames) report.fact(`value-${name}`, await fateOf(name, request, worker))
}

async function fateOf(name: ValueName, { executor }: TrialRequest, worker: ProbeWorker): Promise<string> {
  const tried = await makeValue(name)
  const { value, movable, seen } = tried
  // a thread receives what is moved in the message, a process beside it
  const inside = !movable || executor === 'threads'
  try {
    if (!sent(worker, { do: 'look', name, value: inside ? value : null }, movable ? (value as object) : undefined)) {
      return 'refused'
    }
    const arrived = (await worker.next()) as boolean
    if (!arrived || (movable && seen !== null && !(await seen()))) return 'lost'
    if (movable) return 'moved'
    return seen !== null && (await seen()) ? 'shared' : 'a copy'
  } finally {
    await tried.close()
  }
}

function sent(worker: ProbeWorker, look: MessageCommand, moved: object | undefined): boolean {
  try {
    worker.say(look, moved)
    return true
  } catch {
    return false
  }
}
