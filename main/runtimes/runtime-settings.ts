import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { pythonRuntimes, type PythonRuntime } from '../../experiments/core/names/series.ts'

const fileName = 'settings.json'
/** The values are command lines as a person writes them: { "ironpython": "mono /opt/ironpython/ipy.exe" }. */
const runtimesSchema = z.partialRecord(z.enum(pythonRuntimes), z.string())
const settingsSchema = z.looseObject({ runtimes: runtimesSchema.optional() })

export type RuntimeSettings = Readonly<Partial<Record<PythonRuntime, string>>>

export interface ReadSettings {
  readonly runtimes: RuntimeSettings
  /** Says what is wrong with the file, whose choices are then ignored. Null if nothing is wrong or there is no file. */
  readonly problem: string | null
}

/** Reads the interpreters that a person keeps as a choice in the settings file of the lab's home. */
export async function readRuntimeSettings(home: string): Promise<ReadSettings> {
  const path = join(home, fileName)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { runtimes: {}, problem: absent ? null : `${path} cannot be read: ${String(error)}` }
  }
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(text))
    if (parsed.success) return { runtimes: parsed.data.runtimes ?? {}, problem: null }
    return { runtimes: {}, problem: `${path}: ${z.prettifyError(parsed.error)}` }
  } catch (error) {
    return { runtimes: {}, problem: `${path} is not valid JSON: ${String(error)}` }
  }
}

/**
 * Keeps a choice, or forgets it if the command line is null. Everything else in the file stays.
 * @throws if the file does not hold settings, or cannot be written
 */
export async function chooseForGood(home: string, runtime: PythonRuntime, commandLine: string | null): Promise<void> {
  const path = join(home, fileName)
  const { problem } = await readRuntimeSettings(home)
  if (problem !== null) throw new Error(`${problem}; correct or remove it first`)
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const settings = settingsSchema.parse(JSON.parse(text))
  const { [runtime]: _, ...others } = settings.runtimes ?? {}
  const runtimes = commandLine === null ? others : { ...others, [runtime]: commandLine }
  await writeFileAtomic(path, `${JSON.stringify({ ...settings, runtimes }, null, 2)}\n`)
}
