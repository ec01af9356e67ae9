import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { NodeKernel } from './node-kernel.ts'

/** The file that files.py reads too; see main/trial/kernel-resources.ts. */
function filePath(): string {
  const path = process.env['LOCKSTEP_FILE']
  if (path === undefined) throw new Error('the lab did not say which file to read (LOCKSTEP_FILE)')
  return path
}

/** Opens, reads and closes a small file that the system holds in memory, `size` times. */
export const files: NodeKernel = {
  name: 'files',

  run(task, { size, tick, blocking }) {
    const path = filePath()
    let total = 0
    for (let read = 0; read < size; read++) {
      total += blocking(() => readFileSync(path).length)
      tick()
    }
    return total + task
  },

  async inPool(task, { size, tick }) {
    const path = filePath()
    let total = 0
    for (let read = 0; read < size; read++) {
      total += (await readFile(path)).length
      tick()
    }
    return total + task
  },
}
