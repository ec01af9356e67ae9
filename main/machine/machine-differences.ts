import { isDeepStrictEqual } from 'node:util'
import type { Machine } from '../../experiments/core/session/machine.ts'

/** The memory that a system reports changes a little from one boot to the next. */
const sameMemoryShare = 0.01

/**
 * Compares only what was known of the machine then, since older sessions say less.
 * @returns in which ways the machine is another one now, or set up otherwise, in a few words each
 */
export function machineDifferences(then: Machine, now: Machine): readonly string[] {
  const keys = Object.keys(then) as (keyof Machine)[]
  return [
    ...keys
      .filter((key) => key !== 'settings' && !isSame(key, then, now))
      .map((key) => `${key} was ${shown(then[key])}, is ${shown(now[key])}`),
    ...settingDifferences(then.settings ?? {}, now.settings ?? {}),
  ]
}

function settingDifferences(then: NonNullable<Machine['settings']>, now: typeof then): readonly string[] {
  return Object.entries(then).flatMap(([name, value]) =>
    value === now[name] ? [] : [`${name} was ${value}, is ${now[name] ?? 'not told'}`],
  )
}

function isSame(key: keyof Machine, then: Machine, now: Machine): boolean {
  if (key === 'memoryBytes') return Math.abs(then[key] - now[key]) <= sameMemoryShare * then[key]
  return isDeepStrictEqual(then[key], now[key])
}

function shown(value: Machine[keyof Machine]): string {
  return typeof value === 'object' ? 'another' : String(value)
}
