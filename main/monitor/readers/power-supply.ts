import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the machine runs on its own battery, where Linux tells; that of a mouse is none of the machine's. */
export function isOnBattery(root = '/'): boolean {
  const folder = join(root, 'sys/class/power_supply')
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return false
  }
  const read = (name: string, file: string): string => {
    try {
      return readFileSync(join(folder, name, file), 'utf8').trim()
    } catch {
      return ''
    }
  }
  const batteries = names.filter((name) => read(name, 'type') === 'Battery' && read(name, 'scope') !== 'Device')
  return batteries.some((name) => read(name, 'status') === 'Discharging')
}
