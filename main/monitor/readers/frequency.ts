import { mean } from '../../../experiments/core/numbers/statistics.ts'
import { CoreFiles } from './core-files.ts'
import type { OpenFiles } from './proc-file.ts'

/** Reads how fast cores run, where Linux manages it (cpufreq, in kHz); a virtual machine is not told. */
export class Frequency {
  readonly #cores: CoreFiles

  constructor(files: OpenFiles, root = '/') {
    this.#cores = new CoreFiles('cpufreq/scaling_cur_freq', files, root)
  }

  /** @returns the mean of the cores whose turn it is, in MHz; null if the system does not tell */
  readMhz(): number | null {
    const read = this.#cores.read()
    return read.length === 0 ? null : mean(read.map(({ value }) => value)) / 1000
  }
}
