import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { procIsOwn } from '../../../system/own-proc.ts'

/** The system counts how much memory several processes use together. */
export interface MemoryUse {
  /**
   * The measure `private` counts the pages that the processes wrote and no other process has. That is USS without the
   * clean pages of files, which turn from private to shared and back, some MiB at a time, when anyone starts or ends
   * another process of the same program. The measure `rss` counts all pages in memory, shared ones once for each process.
   */
  readonly measure: 'private' | 'rss'
  readonly bytes: number
  /** The resident set, whatever the measure is. */
  readonly rssBytes: number
  /** Private pages, and the process's part of each shared one; null if the system does not count it. */
  readonly pssBytes: number | null
  /** Pages on disk, which the other numbers leave out; null if the system does not count them. */
  readonly swappedBytes: number | null
}

const run = promisify(execFile)

/** @throws if the system's table does not have these processes */
export async function memoryOf(pids: readonly number[]): Promise<MemoryUse> {
  if (process.platform === 'linux' && !procIsOwn()) {
    throw new Error('/proc does not show the processes of this trial, so that their memory is not known')
  }
  return (await privateMemory(pids)) ?? (await residentMemory(pids))
}

/** @returns null if the system does not count it (Linux before 4.14, and other systems) */
async function privateMemory(pids: readonly number[]): Promise<MemoryUse | null> {
  let rollups: readonly string[]
  try {
    rollups = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'latin1')))
  } catch {
    return null
  }
  const sum = (field: string): number =>
    rollups.reduce((total, text) => total + Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0), 0)
  return {
    measure: 'private',
    bytes: sum('Private_Dirty') * 1024,
    rssBytes: sum('Rss') * 1024,
    pssBytes: sum('Pss') * 1024,
    swappedBytes: sum('Swap') * 1024,
  }
}

/** @throws if a process is not in the system's table */
export async function residentMemory(pids: readonly number[]): Promise<MemoryUse> {
  const { command, bytesPerUnit } = table(pids)
  const [program, ...programArguments] = command
  const { stdout } = await run(program, programArguments)
  const units = stdout.trim().split(/\s+/).map(Number)
  if (units.length !== pids.length || units.some((unit) => !(unit > 0))) {
    throw new Error(`${program} did not report the memory of the processes ${pids.join(', ')}: ${stdout.trim()}`)
  }
  const bytes = units.reduce((sum, unit) => sum + unit * bytesPerUnit, 0)
  return { measure: 'rss', bytes, rssBytes: bytes, pssBytes: null, swappedBytes: null }
}

interface ProcessTable {
  /** Prints one number for each process. */
  readonly command: readonly [string, ...string[]]
  readonly bytesPerUnit: number
}

function table(pids: readonly number[]): ProcessTable {
  const list = pids.join(',')
  return process.platform === 'win32'
    ? { command: ['powershell', '-NoProfile', '-Command', `(Get-Process -Id ${list}).WorkingSet64`], bytesPerUnit: 1 }
    : { command: ['ps', '-o', 'rss=', '-p', list], bytesPerUnit: 1024 }
}
