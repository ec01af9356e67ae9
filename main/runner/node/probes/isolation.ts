import { nowUs } from '../clock.ts'
import type { IsolationAnswer } from './isolation-part.ts'
import { startProbeWorker } from './probe-crew.ts'
import type { Probe } from './probe.ts'

/** Who the workers are: processes and threads of their own, or of one process. */
export const isolation: Probe = async (request, report) => {
  const startedUs = nowUs()
  const workers = Array.from({ length: request.workers }, () =>
    startProbeWorker(request, { part: 'isolation', input: null }),
  )
  const answers = (await Promise.all(workers.map((worker) => worker.next()))) as IsolationAnswer[]
  report.ready((nowUs() - startedUs) / 1e3, [...new Set([process.pid, ...answers.map(({ pid }) => pid)])])
  report.fact('pids', new Set(answers.map(({ pid }) => pid)).size)
  report.fact('thread-ids', new Set(answers.map(({ threadId }) => threadId)).size)
  await Promise.all(workers.map((worker) => worker.kill()))
}
