import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../system/read-text.ts'

/** @returns whether the machine runs on its own battery, if Linux says so; a mouse's battery does not count */
export function isOnBattery(root = '/'): boolean {
  const folder = join(root, 'sys/class/power_supply')
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return false
  }
  const read = (name: string, file: string): string => readText(join(folder, name, file))
  const batteries = names.filter((name) => read(name, 'type') === 'Battery' && read(name, 'scope') !== 'Device')
  return batteries.some((name) => read(name, 'status') === 'Discharging')
}
