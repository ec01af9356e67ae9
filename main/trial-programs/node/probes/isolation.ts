import { nowUs } from '../../../system/clock.ts'
import { CrewFailure } from '../crews/crew.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { IsolationCommand, IsolationIdentity, IsolationOrder, Seen } from './parts/isolation-part.ts'
import { asLoaded, moduleState } from './parts/module-state.ts'
import { childOutlivesParent } from './orphan.ts'
import { startProbeWorker, type ProbeWorker } from './crew/probe-crew.ts'
import type { Probe, ProbeReport } from './crew/probe.ts'
import { ownPrograms } from '../worker/own-programs.ts'
import { expectedResult, type Finished, type Working } from './parts/steady-work.ts'

/** Finds out who the workers are, whether they see what another one writes, and whether they survive the end of one. */
export const isolation: Probe = async (request, report) => {
  if (request.workers < 2 || request.executor === 'serial') {
    const message = 'isolation takes at least 2 workers that run side by side: one has no other to be told from'
    throw new CrewFailure({ type: 'failed', outcome: 'crashed', message })
  }
  const workers = await startWorkers(request, report)
  await reportMemory(workers, report)
  await reportWork(workers, report)
  if (request.executor === 'processes') {
    report.fact('child-outlives-parent', await childOutlivesParent(ownPrograms.probeWorker))
  }
  await Promise.all(workers.map((worker) => worker.kill()))
}

async function startWorkers(request: TrialRequest, report: ProbeReport): Promise<readonly ProbeWorker[]> {
  // written before the workers start: a freshly loaded module does not hold it
  moduleState.value = 'written by the first'
  const startedUs = nowUs()
  const input: IsolationOrder = { shared: new Int32Array(new SharedArrayBuffer(4)) }
  const workers = Array.from({ length: request.workers }, () => startProbeWorker(request, { part: 'isolation', input }))
  const answers = (await Promise.all(workers.map((worker) => worker.next()))) as IsolationIdentity[]
  const pids = new Set(answers.map(({ pid }) => pid))
  report.ready((nowUs() - startedUs) / 1e3, [...new Set([process.pid, ...pids])])
  report.fact('pids', pids.size)
  report.fact('thread-ids', new Set(answers.map(({ threadId }) => threadId)).size)
  report.fact('thread-ids-of', answers[0]?.of ?? '')
  report.fact('fresh-modules', answers.filter(({ state }) => state === asLoaded).length)
  return workers
}

async function reportMemory([writer, ...readers]: readonly ProbeWorker[], report: ProbeReport): Promise<void> {
  const written = { text: 'written by a worker', number: 42 }
  if (writer === undefined) return
  say(writer, { do: 'write', ...written })
  await writer.next()
  for (const reader of readers) say(reader, { do: 'read' })
  const seen = (await Promise.all(readers.map((reader) => reader.next()))) as Seen[]
  report.fact('write-seen-by', seen.filter(({ text }) => text === written.text).length)
  report.fact('shared-buffer-seen-by', seen.filter(({ number }) => number === written.number).length)
}

/** All work at once; the first is ended by force, and the others go on. */
async function reportWork(workers: readonly ProbeWorker[], report: ProbeReport): Promise<void> {
  for (const worker of workers) say(worker, { do: 'work' })
  const working = (await Promise.all(workers.map((worker) => worker.next()))) as Working[]
  report.fact(
    'worker-cpu',
    working.map(({ cpuMs }) => cpuMs),
    'ms',
  )
  const [first, ...others] = workers
  await first?.kill()
  report.fact('ended-by-force', true)
  for (const other of others) say(other, { do: 'finish' })
  const finished = (await Promise.all(others.map((other) => other.next()))) as Finished[]
  report.fact('others-finished', finished.filter(({ result }) => result === expectedResult()).length)
}

function say(worker: ProbeWorker, command: IsolationCommand): void {
  worker.say(command)
}
