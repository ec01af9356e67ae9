import { compiledApart } from './compiled-apart.ts'
import { Missing } from './failure.ts'
import type { KernelModule, Task } from '../kernels/task.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'

/** Whether a task has its worker's thread to itself, shares one with all workers, or runs in libuv's pool. */
export type TaskForm = 'blocking' | 'on-loop' | 'in-pool'

type Asked = Pick<TrialRequest, 'workload' | 'workloadSha256'>

export async function loadTask(request: Asked, form: TaskForm): Promise<Task> {
  return compiledApart(await taskOf(request, form))
}

async function taskOf({ workload, workloadSha256 }: Asked, form: TaskForm): Promise<Task> {
  switch (workload.kind) {
    case 'kernel':
      return await kernelTask(workload.kernel, form)
    case 'probe':
      throw new Missing(`${workload.probe} is a probe: it has no tasks`)
    case 'script':
      throw new Missing(`Node cannot run the Python script ${workload.path}`)
    case 'module': {
      // loaded for code of a person's own alone: it needs node:crypto, which would slow down the start of every worker
      const { importAgreed } = await import('./import-agreed.ts')
      const module = (await importAgreed(workload.path, workloadSha256)) as { readonly run?: unknown }
      if (typeof module.run !== 'function') {
        throw new Missing(`${workload.path} exports no function run: expected export function run(task, context)`)
      }
      return module.run as Task
    }
  }
}

/** A kernel's file is found by its name and loaded with what it takes: `node:http` would slow down every other worker's start. */
async function kernelTask(name: string, form: TaskForm): Promise<Task> {
  const kernel = (await import(`../kernels/${name}.ts`)) as KernelModule
  if (form !== 'in-pool') return form === 'on-loop' ? (kernel.onLoop ?? kernel.run) : kernel.run
  if (kernel.inPool === undefined) throw new Missing(`${name} has no form that runs in libuv's pool`)
  return kernel.inPool
}
