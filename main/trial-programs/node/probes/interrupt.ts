import { CrewFailure } from '../crews/crew.ts'
import { interruptProcesses } from './interrupt-processes.ts'
import { interruptThreads } from './interrupt-threads.ts'
import type { Probe } from './crew/probe.ts'

/** Finds out whether an endless loop can be interrupted and ended, and what happens to the memory that it holds. */
export const interrupt: Probe = async (request, report) => {
  if (request.workers < 2 || request.executor === 'serial') {
    const message = 'interrupt takes at least 2 workers that run side by side: one loops, and the others go on'
    throw new CrewFailure({ type: 'failed', outcome: 'crashed', message })
  }
  await (request.executor === 'processes' ? interruptProcesses : interruptThreads)(request, report)
}
