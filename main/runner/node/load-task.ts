import { pathToFileURL } from 'node:url'
import { findKernel } from '../../../experiments/workloads/kernels.ts'
import type { TaskContext, TaskResult } from '../../../experiments/workloads/kernel.ts'
import type { TrialWorkload } from './trial-request.ts'

/** May answer a promise: such a task is awaited before the next one of its worker starts. */
export type Task = (task: number, context: TaskContext) => TaskResult | Promise<TaskResult>

export async function loadTask(workload: TrialWorkload): Promise<Task> {
  switch (workload.kind) {
    case 'kernel': {
      const kernel = findKernel(workload.kernel)
      if (kernel === undefined) throw new Error(`Node has no kernel called ${workload.kernel}`)
      return kernel.run.bind(kernel)
    }
    case 'probe':
      throw new Error(`${workload.probe} is a probe: it has no tasks`)
    case 'module': {
      const module = (await import(pathToFileURL(workload.path).href)) as { readonly run?: unknown }
      if (typeof module.run !== 'function') {
        throw new Error(
          `${workload.path} exports no function run: got ${typeof module.run}, expected export function run(task, context)`,
        )
      }
      return module.run as Task
    }
  }
}
