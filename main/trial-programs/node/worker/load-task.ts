import { pathToFileURL } from 'node:url'
import { findKernel } from '../../../../experiments/workloads/kernels.ts'
import { compiledApart } from './compiled-apart.ts'
import { findNodeKernel } from '../kernels/node-kernels.ts'
import type { Task } from '../kernels/task.ts'
import type { TrialWorkload } from '../../../trial/trial-request.ts'

/** How the thread is used that runs a task: its worker's alone, or one that all workers share (see NodeKernel). */
export type TaskForm = 'blocking' | 'on-loop' | 'in-pool'

export async function loadTask(workload: TrialWorkload, form: TaskForm): Promise<Task> {
  return compiledApart(await taskOf(workload, form))
}

async function taskOf(workload: TrialWorkload, form: TaskForm): Promise<Task> {
  switch (workload.kind) {
    case 'kernel':
      return await kernelTask(workload.kernel, form)
    case 'probe':
      throw new Error(`${workload.probe} is a probe: it has no tasks`)
    case 'script':
      throw new Error(`Node cannot run the Python script ${workload.path}`)
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

async function kernelTask(name: string, form: TaskForm): Promise<Task> {
  const pure = findKernel(name)
  const kernel = await findNodeKernel(name)
  const run = kernel?.run ?? pure?.run.bind(pure)
  if (run === undefined) throw new Error(`Node has no kernel called ${name}`)
  if (form !== 'in-pool') return form === 'on-loop' ? (kernel?.onLoop ?? run) : run
  if (kernel?.inPool === undefined) throw new Error(`${name} has no form that runs in libuv's pool`)
  return kernel.inPool
}
