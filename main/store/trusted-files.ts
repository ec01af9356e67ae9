import { join } from 'node:path'
import { z } from 'zod'
import { fileHashSchema, type FileHash } from '../../experiments/core/session/file-hash.ts'
import { machineMark } from '../machine/machine-mark.ts'
import { readRegularFile } from '../system/regular-file.ts'
import { writeWhole } from '../system/write-whole.ts'
import { foreignHand, ownFileMode } from './own-folder.ts'

const kept = 1000
const mostBytes = 16 * 1024 * 1024
const schema = z.object({ chosenOn: z.string(), files: z.array(fileHashSchema) })

/** The files that a person trusts for good, each as it was then; kept in the lab's home. */
export class TrustedFiles {
  readonly #path: string

  constructor(home: string) {
    this.#path = join(home, 'trusted-files.json')
  }

  /** A list that is damaged, or that this user did not make on this machine, trusts nothing: the person is asked again. */
  async list(): Promise<readonly FileHash[]> {
    const read = schema.safeParse(this.#read()).data
    return read?.chosenOn === (await machineMark()) ? read.files : []
  }

  /** If the list cannot be written, the person is asked again. */
  async add(files: readonly FileHash[]): Promise<void> {
    const others = (await this.list()).filter(({ path }) => files.every((one) => one.path !== path))
    const content = { chosenOn: await machineMark(), files: [...files, ...others].slice(0, kept) }
    await writeWhole(this.#path, `${JSON.stringify(content, null, 2)}\n`, ownFileMode).catch(() => undefined)
  }

  #read(): unknown {
    try {
      const { content, stat } = readRegularFile(this.#path, mostBytes)
      return foreignHand(this.#path, stat) === null ? JSON.parse(content.toString()) : null
    } catch {
      return null
    }
  }
}
