import { join } from 'node:path'
import { z } from 'zod'
import { pythonRuntimes, type PythonRuntime } from '../../experiments/core/names/series.ts'
import { machineMark } from '../machine/machine-mark.ts'
import { foreignHand, ownFileMode } from '../store/own-folder.ts'
import { readRegularFile } from '../system/regular-file.ts'
import { writeWhole } from '../system/write-whole.ts'

const fileName = 'settings.json'
const mostBytes = 1024 * 1024
/** The values are command lines as a person writes them: { "ironpython": "mono /opt/ironpython/ipy.exe" }. */
const runtimesSchema = z.partialRecord(z.enum(pythonRuntimes), z.string())
const settingsSchema = z.looseObject({
  runtimes: runtimesSchema.optional(),
  /** The mark of the machine and the user that chose them. */
  chosenOn: z.string().optional(),
})
type Settings = z.infer<typeof settingsSchema>

export type RuntimeSettings = Readonly<Partial<Record<PythonRuntime, string>>>

export interface ReadSettings {
  readonly runtimes: RuntimeSettings
  /** Says what is wrong with the file, whose choices are then ignored. Null if nothing is wrong or there is no file. */
  readonly problem: string | null
}

/** Reads the interpreters that a person keeps as a choice in the settings file of the lab's home. */
export async function readRuntimeSettings(home: string): Promise<ReadSettings> {
  const path = join(home, fileName)
  const read = readSettings(path)
  if (typeof read === 'string') return { runtimes: {}, problem: read }
  const { runtimes = {} } = read
  if (Object.keys(runtimes).length === 0 || read.chosenOn === (await machineMark())) return { runtimes, problem: null }
  const names = Object.keys(runtimes).join(', ')
  return {
    runtimes: {},
    problem: `${path}: the interpreters in it (${names}) were not chosen by you on this machine, so that none of them is started: choose them again on the Runtimes page`,
  }
}

/**
 * Keeps a choice, or forgets it if the command line is null. Everything else in the file stays, but for choices that were
 * not made by this user on this machine.
 * @throws if the file does not hold settings, or cannot be written
 */
export async function chooseForGood(home: string, runtime: PythonRuntime, commandLine: string | null): Promise<void> {
  const path = join(home, fileName)
  const settings = readSettings(path)
  if (typeof settings === 'string') throw new Error(`${settings}; correct or remove it first`)
  const chosenOn = await machineMark()
  const { [runtime]: _, ...others } = settings.chosenOn === chosenOn ? (settings.runtimes ?? {}) : {}
  const runtimes = commandLine === null ? others : { ...others, [runtime]: commandLine }
  const text = `${JSON.stringify({ ...settings, runtimes, chosenOn }, null, 2)}\n`
  await writeWhole(path, text, ownFileMode)
}

/** @returns the settings, which are empty if there is no file, or what is wrong with it */
function readSettings(path: string): Settings | string {
  try {
    const { content, stat } = readRegularFile(path, mostBytes)
    const foreign = foreignHand(path, stat)
    if (foreign !== null) return foreign
    const parsed = settingsSchema.safeParse(JSON.parse(content.toString()))
    return parsed.success ? parsed.data : `${path}: ${z.prettifyError(parsed.error)}`
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    if (error instanceof SyntaxError) return `${path} is not valid JSON: ${String(error)}`
    return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
}
