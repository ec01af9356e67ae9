import { homedir } from 'node:os'
import type { SearchedMachine } from './interpreter-folders.ts'

export function thisMachine(): SearchedMachine {
  return { platform: process.platform, env: process.env, userHome: homedir() }
}
