import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ProcFile, type OpenFiles } from './proc-file.ts'
import { scanNumbers } from './scan-numbers.ts'

const text = new Uint8Array(32)
const number = new Float64Array(1)
/** This many cores are read at once, so that no sample is expensive on a machine of many cores. */
const mostPerReading = 2

/** Reads how often cores slowed down to stay cool, which Intel's processors count (thermal_throttle). */
export class Throttling {
  readonly #counters: { readonly file: ProcFile; before: number | null }[]
  #next = 0

  constructor(files: OpenFiles, root = '/') {
    const cpus = join(root, 'sys/devices/system/cpu')
    let names: readonly string[] = []
    try {
      names = readdirSync(cpus).filter((name) => /^cpu\d+$/.test(name))
    } catch {
      // this system does not count it
    }
    this.#counters = names.map((name) => {
      return { file: new ProcFile(join(cpus, name, 'thermal_throttle/core_throttle_count'), files), before: null }
    })
  }

  /** Reads a few cores in turn. @returns by how much their counts have grown since they were read before */
  read(): number {
    let grown = 0
    for (let turn = 0; turn < mostPerReading && this.#counters.length > 0; turn++) {
      const at = this.#next++ % this.#counters.length
      const counter = this.#counters[at]
      if (counter === undefined) break
      try {
        scanNumbers(text, 0, counter.file.read(text), number)
      } catch {
        this.#counters.splice(at, 1)
        continue
      }
      const [count = 0] = number
      grown += counter.before === null ? 0 : Math.max(0, count - counter.before)
      counter.before = count
    }
    return grown
  }
}
