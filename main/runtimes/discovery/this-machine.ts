import { parse } from 'node:path'
import { userHome } from '../../system/user-home.ts'
import type { SearchedMachine } from './interpreter-folders.ts'

/** The root stands in for the home folder of a user without one. */
export function thisMachine(): SearchedMachine {
  return { platform: process.platform, env: process.env, userHome: userHome() ?? parse(process.execPath).root }
}
