import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LogicalCore } from '../../experiments/core/session/machine.ts'
import { readText } from '../system/read-text.ts'

/** A core of less capacity, or a lower top frequency, than this share of the best one is an efficiency core. */
const slowBelow = 0.85

/** Returns the logical cores that are online, as Linux describes them, or none if it does not. */
export function readTopology(root = '/'): readonly LogicalCore[] {
  const cpus = join(root, 'sys/devices/system/cpu')
  let numbers: number[]
  try {
    numbers = readdirSync(cpus).flatMap((name) => (/^cpu\d+$/.test(name) ? Number(name.slice(3)) : []))
  } catch {
    return []
  }
  const allowed = allowedCpus(root)
  const efficiency = new Set(parseCpuList(readText(join(root, 'sys/devices/cpu_atom/cpus'))))
  const described = numbers
    .sort((a, b) => a - b)
    .flatMap((cpu) => {
      const folder = join(cpus, `cpu${cpu}`)
      // An offline core does not have this file.
      const siblings = parseCpuList(readText(join(folder, 'topology/thread_siblings_list')))
      if (siblings.length === 0) return []
      return [{ cpu, core: Math.min(...siblings), speed: speedOf(folder), allowed: allowed?.has(cpu) ?? true }]
    })
  const best = Math.max(0, ...described.map(({ speed }) => speed ?? 0))
  return described.map(({ cpu, core, speed, allowed }) => {
    const fast = !efficiency.has(cpu) && (speed === null || speed >= slowBelow * best)
    return { cpu, core, fast, allowed }
  })
}

/** Returns a core's speed relative to others of the machine: its capacity if cores differ by kind, otherwise its top frequency. */
function speedOf(folder: string): number | null {
  const text = readText(join(folder, 'cpu_capacity')) || readText(join(folder, 'cpufreq/cpuinfo_max_freq'))
  return text === '' ? null : Number(text)
}

/** Returns the cores that this process may run on, or null if Linux does not say. */
export function allowedCpus(root = '/'): ReadonlySet<number> | null {
  const match = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readText(join(root, 'proc/self/status')))
  return match === null ? null : new Set(parseCpuList(match[1] ?? ''))
}

/** Reads "0-3,8" as 0, 1, 2, 3 and 8. */
export function parseCpuList(text: string): readonly number[] {
  return text
    .trim()
    .split(',')
    .filter((part) => /^\d+(-\d+)?$/.test(part))
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    })
}
