import { pbkdf2 as derive, pbkdf2Sync } from 'node:crypto'
import { promisify } from 'node:util'
import type { TaskContext } from './task.ts'

const salt = 'lockstep'
/** So many that handing a call to another thread is small beside it: one takes a millisecond or two. */
const iterations = 5000
const keyBytes = 32

const deriveInPool = promisify(derive)

function firstKey(seed: number, task: number): Buffer {
  return Buffer.from(`${seed}:${task}`)
}

/** Keys from passwords (PBKDF2, RFC 8018): `size` of them, each from the one before; the number is the start of the last. */
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
