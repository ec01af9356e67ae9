import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ProcFile, type OpenFiles } from './proc-file.ts'
import { scanNumbers } from './scan-numbers.ts'

const text = new Uint8Array(32)
const number = new Float64Array(1)
/** This many cores are read at once, so that no sample is expensive on a machine of many cores. */
const mostPerReading = 2

/** A number that the system keeps for each core in a file of its own; a few cores are read at a time, in turn. */
export class CoreFiles {
  readonly #cores: { readonly file: ProcFile; readonly name: string }[]
  #next = 0

  /** @param path the file's path in the folder of a core */
  constructor(path: string, files: OpenFiles, root = '/') {
    const cpus = join(root, 'sys/devices/system/cpu')
    let names: readonly string[] = []
    try {
      names = readdirSync(cpus).filter((name) => /^cpu\d+$/.test(name))
    } catch {
      // this system does not have it
    }
    this.#cores = names.map((name) => ({ file: new ProcFile(join(cpus, name, path), files), name }))
  }

  /** @returns the numbers of the cores whose turn it is; a core without the file is not asked again */
  read(): readonly { readonly core: string; readonly value: number }[] {
    const read: { core: string; value: number }[] = []
    for (let turn = 0; turn < mostPerReading && this.#cores.length > 0; turn++) {
      const at = this.#next++ % this.#cores.length
      const core = this.#cores[at]
      if (core === undefined) break
      try {
        scanNumbers(text, 0, core.file.read(text), number)
      } catch {
        this.#cores.splice(at, 1)
        continue
      }
      read.push({ core: core.name, value: number[0] ?? 0 })
    }
    return read
  }
}
