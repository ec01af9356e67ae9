import { createHash } from 'node:crypto'
import type { TaskContext } from './task.ts'

/** The data fits in a core's own cache; one digest of it takes 0.1 to 1 ms. */
const data = Buffer.from(Array.from({ length: 256 * 1024 }, (_, i) => (i * 7) % 256))

/** Makes `size` SHA-256 digests, each led by the one before, as hashing.py does. The result is the start of the last. */
export function run(task: number, { size, seed, tick, blocking }: TaskContext): number {
  let digest = Buffer.from(`${seed}:${task}`)
  for (let done = 0; done < size; done++) {
    digest = blocking(() => createHash('sha256').update(digest).update(data).digest())
    tick()
  }
  return digest.readUIntBE(0, 6)
}
