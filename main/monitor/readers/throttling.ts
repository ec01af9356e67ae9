import { CoreFiles } from './core-files.ts'
import type { OpenFiles } from './proc-file.ts'

/** Reads how often cores slowed down to stay cool, which Intel's processors count (thermal_throttle). */
export class Throttling {
  readonly #counters: CoreFiles
  readonly #before = new Map<string, number>()

  constructor(files: OpenFiles, root = '/') {
    this.#counters = new CoreFiles('thermal_throttle/core_throttle_count', files, root)
  }

  /** @returns by how much the counts of the cores whose turn it is have grown since they were read before */
  read(): number {
    let grown = 0
    for (const { core, value } of this.#counters.read()) {
      grown += Math.max(0, value - (this.#before.get(core) ?? value))
      this.#before.set(core, value)
    }
    return grown
  }
}
