import { pbkdf2 as derive, pbkdf2Sync } from 'node:crypto'
import { promisify } from 'node:util'
import type { TaskContext } from './task.ts'

const salt = 'lockstep'
/** One call takes a millisecond or two, so that handing it to another thread costs little in comparison. */
const iterations = 5000
const keyBytes = 32

const deriveInPool = promisify(derive)

function firstKey(seed: number, task: number): Buffer {
  return Buffer.from(`${seed}:${task}`)
}

/** Derives `size` keys (PBKDF2, RFC 8018), each from the one before. The result is the start of the last. */
export function run(task: number, { size, seed, tick, blocking }: TaskContext): number {
  let key = firstKey(seed, task)
  for (let done = 0; done < size; done++) {
    key = blocking(() => pbkdf2Sync(key, salt, iterations, keyBytes, 'sha256'))
    tick()
  }
  return key.readUIntBE(0, 6)
}

export async function inPool(task: number, { size, seed, tick }: TaskContext): Promise<number> {
  let key = firstKey(seed, task)
  for (let done = 0; done < size; done++) {
    key = await deriveInPool(key, salt, iterations, keyBytes, 'sha256')
    tick()
  }
  return key.readUIntBE(0, 6)
}
