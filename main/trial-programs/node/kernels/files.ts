import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { TaskContext } from './task.ts'

/** The file that files.py reads too: main/trial/kernel-resources.ts names it. */
function filePath(): string {
  const path = process.env['LOCKSTEP_FILE']
  if (path === undefined) throw new Error('the lab did not say which file to read (LOCKSTEP_FILE)')
  return path
}

/** Opens, reads and closes a small file that the system holds in memory, `size` times. */
export function run(task: number, { size, tick, blocking }: TaskContext): number {
  const path = filePath()
  let total = 0
  for (let read = 0; read < size; read++) {
    total += blocking(() => readFileSync(path).length)
    tick()
  }
  return total + task
}

export async function inPool(task: number, { size, tick }: TaskContext): Promise<number> {
  const path = filePath()
  let total = 0
  for (let read = 0; read < size; read++) {
    total += (await readFile(path)).length
    tick()
  }
  return total + task
}
