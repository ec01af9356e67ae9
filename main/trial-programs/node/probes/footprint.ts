import { setTimeout as pass } from 'node:timers/promises'
import { nowUs } from '../../../system/clock.ts'
import { startProbeWorker } from './crew/probe-crew.ts'
import { memoryOf } from './private-memory.ts'
import type { Probe } from './crew/probe.ts'
import { ownPrograms } from '../worker/own-programs.ts'

/** Memory that is returned after start-up has been returned by then. */
const settlingMs = 150

/** Weighs the memory of workers that have started, done a little work, and wait. */
export const footprint: Probe = async (request, report) => {
  const { executor, workers: count } = request
  if (executor !== 'processes' && executor !== 'threads') {
    throw new Error(`footprint weighs processes and threads: ${executor} has no workers of another kind`)
  }
  const program = ownPrograms.bareWorker
  await pass(settlingMs)
  const before = await memoryOf([process.pid])
  const startedUs = nowUs()
  const workers = Array.from({ length: count }, () => startProbeWorker(request, { part: '', input: null }, { program }))
  await Promise.all(workers.map((worker) => worker.next()))
  const pids = [...new Set([process.pid, ...workers.map(({ pid }) => pid)])]
  report.ready((nowUs() - startedUs) / 1e3, pids)
  await pass(settlingMs)
  const after = await memoryOf(pids)
  report.fact(`added-${after.measure}`, after.bytes - before.bytes, 'bytes')
  if (after.pssBytes !== null && before.pssBytes !== null) {
    report.fact('added-pss', after.pssBytes - before.pssBytes, 'bytes')
  }
  if (after.swappedBytes !== null && after.swappedBytes > 0) report.fact('swapped', after.swappedBytes, 'bytes')
  await Promise.all(workers.map((worker) => worker.kill()))
}
