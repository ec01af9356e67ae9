import { setTimeout as delay } from 'node:timers/promises'
import type { TaskContext } from './task.ts'

/** Waits for `size` milliseconds, as waiting.py does, and needs no core meanwhile. */
export function run(task: number, { size, blocking }: TaskContext): number {
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4))
  blocking(() => Atomics.wait(nobodyWakes, 0, 0, size))
  return size + task
}

export async function onLoop(task: number, { size, blocking }: TaskContext): Promise<number> {
  await blocking(() => delay(size))
  return size + task
}
