import type { TaskContext, TaskResult } from '../../../../experiments/workloads/kernel.ts'

/** May answer a promise: such a task is awaited before the next one of its worker starts. */
export type Task = (task: number, context: TaskContext) => TaskResult | Promise<TaskResult>
