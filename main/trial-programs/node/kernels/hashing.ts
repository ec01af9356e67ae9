import { createHash } from 'node:crypto'
import type { TaskContext } from './task.ts'

/** Fits in a core's own cache; one digest of it takes 0.1 to 1 ms. */
const data = Buffer.from(Array.from({ length: 256 * 1024 }, (_, i) => (i * 7) % 256))

/** SHA-256: `size` digests, each led by the one before; the number is the start of the last. As hashing.py does. */
export function run(task: number, { size, seed, tick, blocking }: TaskContext): number {
  let digest = Buffer.from(`${seed}:${task}`)
  for (let done = 0; done < size; done++) {
    digest = blocking(() => createHash('sha256').update(digest).update(data).digest())
    tick()
  }
  return digest.readUIntBE(0, 6)
}
