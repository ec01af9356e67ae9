import { fstatSync, openSync, closeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { fileHashSchema, type FileHash } from '../../experiments/core/session/file-hash.ts'
import { machineMark } from '../machine/machine-mark.ts'
import { foreignHand, ownFileMode } from './own-folder.ts'

const kept = 1000
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
    await writeFileAtomic(this.#path, `${JSON.stringify(content, null, 2)}\n`, { mode: ownFileMode }).catch(
      () => undefined,
    )
  }

  #read(): unknown {
    try {
      const file = openSync(this.#path, 'r')
      try {
        return foreignHand(this.#path, fstatSync(file)) === null ? JSON.parse(readFileSync(file, 'utf8')) : null
      } finally {
        closeSync(file)
      }
    } catch {
      return null
    }
  }
}
