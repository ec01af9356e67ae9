import { setTimeout as delay } from 'node:timers/promises'
import type { NodeKernel } from './node-kernel.ts'

/** A timer: each task waits for `size` milliseconds and needs no core meanwhile; as waiting.py does. */
export const waiting: NodeKernel = {
  name: 'waiting',

  run(task, { size, blocking }) {
    const nobodyWakes = new Int32Array(new SharedArrayBuffer(4))
    blocking(() => Atomics.wait(nobodyWakes, 0, 0, size))
    return size + task
  },

  async onLoop(task, { size, blocking }) {
    await blocking(() => delay(size))
    return size + task
  },
}
