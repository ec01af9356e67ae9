import { nowUs } from '../../../system/clock.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { LoopOrder } from './parts/loop-part.ts'
import { holdBytes, MemoryChange } from './memory-change.ts'
import { startProbeWorker, type ProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import { expectedResult, type Finished } from './parts/steady-work.ts'
import { within } from './crew/within.ts'

/** A signal has its effect within this time, or none at all. */
const patienceMs = 10_000
/** The time to wait for the handler of a looping process; an idle one calls it within a millisecond. */
const handlerMs = 500

/**
 * Finds out about an endless loop in a process: whether its own handler of SIGINT is called, whether SIGINT without a
 * handler ends it, whether a kill does, and whether the others go on to their end.
 */
export const interruptProcesses: Probe = async (request, report) => {
  const startedUs = nowUs()
  const others = Array.from({ length: request.workers - 1 }, () =>
    startProbeWorker(request, { part: 'steady', input: null }),
  )
  await Promise.all(others.map((other) => other.next()))
  const pids = [process.pid, ...others.map(({ pid }) => pid)]
  let living: readonly number[] = pids
  const memory = await MemoryChange.begin(report, () => living)
  const looper = await startLoop(request, true)
  living = [...pids, looper.pid]
  report.ready((nowUs() - startedUs) / 1e3, living)
  await memory.reportAdded()
  for (const other of others) other.say('work')
  await Promise.all(others.map((other) => other.next()))
  const interruptible = process.platform !== 'win32'
  if (interruptible) {
    // on Windows it would be a kill
    process.kill(looper.pid, 'SIGINT')
    report.fact('handler-sees-interrupt', (await within(handlerMs, looper.next())) !== null)
  }
  await reportEnd(report, looper, 'SIGKILL', 'kill')
  living = pids
  await memory.reportLeftAfterEnd()
  if (interruptible) await reportEnd(report, await startLoop(request, false), 'SIGINT', 'interrupt')
  for (const other of others) other.say('finish')
  const finished = (await Promise.all(others.map((other) => other.next()))) as Finished[]
  report.fact('others-finished', finished.filter(({ result }) => result === expectedResult()).length)
  await Promise.all(others.map((other) => other.kill()))
}

async function startLoop(request: TrialRequest, listens: boolean): Promise<ProbeWorker> {
  const input: LoopOrder = { holdBytes: listens ? holdBytes : 0, listens, loops: true, rounds: null }
  const looper = startProbeWorker(request, { part: 'loop', input })
  await looper.next()
  return looper
}

/** Reports whether the signal ends the loop, and after how long. */
async function reportEnd(
  report: ProbeReport,
  looper: ProbeWorker,
  signal: 'SIGKILL' | 'SIGINT',
  name: string,
): Promise<void> {
  const sentUs = nowUs()
  process.kill(looper.pid, signal)
  const how = await within(patienceMs, looper.ended)
  report.fact(name, (nowUs() - sentUs) / 1e3, 'ms')
  report.fact(`${name}-ends`, how === signal)
  if (how === null) await looper.kill()
}
