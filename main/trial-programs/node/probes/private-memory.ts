import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The memory of processes together, as the system tells it. */
export interface MemoryUse {
  /**
   * private: pages that it wrote and no other process has. That is USS without clean pages of files: those turn from
   * private to shared and back as anyone starts and ends another process of the same program, by some MiB at a time.
   * rss: all pages that are in memory, so that those which several share are counted for each.
   */
  readonly measure: 'private' | 'rss'
  readonly bytes: number
  /** As above, whatever the measure is. */
  readonly rssBytes: number
  /** Private pages, and of each shared one the process's part; null where the system does not tell. */
  readonly pssBytes: number | null
  /** Pages that lie on disk and are missing from the others; null likewise. */
  readonly swappedBytes: number | null
}

const run = promisify(execFile)

export async function memoryOf(pids: readonly number[]): Promise<MemoryUse> {
  return (await privateMemory(pids)) ?? (await residentMemory(pids))
}

/** @returns null where the system does not keep it (Linux before 4.14, and other systems) */
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

/** @throws where a process is not in the system's table */
export async function residentMemory(pids: readonly number[]): Promise<MemoryUse> {
  const { command, bytesPerUnit } = table(pids)
  const [program, ...programArguments] = command
  const { stdout } = await run(program, programArguments)
  const units = stdout.trim().split(/\s+/).map(Number)
  if (units.length !== pids.length || units.some((unit) => !(unit > 0))) {
    throw new Error(`${program} did not tell the memory of the processes ${pids.join(', ')}: ${stdout.trim()}`)
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
