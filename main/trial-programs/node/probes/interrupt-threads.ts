import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { nowUs } from '../../../system/clock.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { LoopOrder, LoopReport } from './parts/loop-part.ts'
import { giveUpMs, holdBytes, MemoryChange } from './memory-change.ts'
import type { NativeCall } from './parts/native-call-part.ts'
import { startProbeWorker, type ProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import { within } from './crew/within.ts'

/** An interrupt or `terminate()` has its effect within this time, or none at all. */
const patienceMs = 10_000
const intoCallMs = 50
const lookEveryMs = 5

/**
 * Finds out about an endless loop in a worker thread: whether an interrupt reaches it, whether it hears a message, and
 * whether `terminate()` ends it, also within a call of native code.
 */
export const interruptThreads: Probe = async (request, report) => {
  const startedUs = nowUs()
  const rounds = new Int32Array(new SharedArrayBuffer(4))
  const listeners = await Promise.all(
    Array.from({ length: request.workers - 1 }, () =>
      startLoop(request, { holdBytes: 0, listens: true, loops: false, rounds: null }),
    ),
  )
  const memory = await MemoryChange.begin(report, () => [process.pid])
  const looper = await startLoop(request, { holdBytes, listens: true, loops: true, rounds })
  await goesOn(rounds)
  report.ready((nowUs() - startedUs) / 1e3, [process.pid])
  await memory.reportAdded()
  await reportInterrupt(report, listeners)
  looper.say('stop')
  const answer = await within(giveUpMs, looper.next())
  report.fact('runs-after-request', answer === null && (await goesOn(rounds)))
  await reportTermination(report, looper, rounds)
  await memory.reportLeftAfterEnd()
  await Promise.all(listeners.map((listener) => listener.kill()))
  await reportTerminationInCall(request, report)
}

async function startLoop(request: TrialRequest, input: LoopOrder): Promise<ProbeWorker> {
  const worker = startProbeWorker(request, { part: 'loop', input })
  await worker.next()
  return worker
}

/** Asks the workers that do not loop, because only they could have heard of the interrupt. */
async function reportInterrupt(report: ProbeReport, listeners: readonly ProbeWorker[]): Promise<void> {
  // on Windows it would be a kill
  if (process.platform === 'win32') return
  const reached = once(process, 'SIGINT')
  process.kill(process.pid, 'SIGINT')
  report.fact('interrupt-reaches-main', (await within(patienceMs, reached)) !== null)
  for (const listener of listeners) listener.say('report')
  const reports = (await Promise.all(listeners.map((listener) => listener.next()))) as LoopReport[]
  report.fact('interrupted-threads', reports.filter(({ interrupts }) => interrupts > 0).length)
}

/** Resolves to whether the loop makes another round. */
async function goesOn(rounds: Int32Array): Promise<boolean> {
  const before = Atomics.load(rounds, 0)
  const untilUs = nowUs() + patienceMs * 1e3
  while (Atomics.load(rounds, 0) === before && nowUs() < untilUs) await delay(lookEveryMs)
  return Atomics.load(rounds, 0) !== before
}

async function reportTermination(report: ProbeReport, looper: ProbeWorker, rounds: Int32Array): Promise<void> {
  const askedUs = nowUs()
  const ended = await within(
    patienceMs,
    looper.kill().then(() => true),
  )
  report.fact('terminate', (nowUs() - askedUs) / 1e3, 'ms')
  const last = Atomics.load(rounds, 0)
  await delay(lookEveryMs)
  report.fact('terminate-ends', ended !== null && Atomics.load(rounds, 0) === last)
}

/** Reports the planned length of a native call, and how long `terminate()` takes soon after its beginning. */
async function reportTerminationInCall(request: TrialRequest, report: ProbeReport): Promise<void> {
  const worker = startProbeWorker(request, { part: 'native-call', input: null })
  const { plannedMs } = (await worker.next()) as NativeCall
  await delay(intoCallMs)
  const askedUs = nowUs()
  await within(patienceMs, worker.kill())
  report.fact('native-call-planned', plannedMs, 'ms')
  report.fact('terminate-in-native-call', (nowUs() - askedUs) / 1e3, 'ms')
}
