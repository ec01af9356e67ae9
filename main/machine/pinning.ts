import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Machine } from '../../experiments/core/session/machine.ts'

/** Returns why workers cannot be tied to cores here, or null if they can. */
export function pinObstacle(
  { platform, topology }: Pick<Machine, 'platform' | 'topology'>,
  env: NodeJS.ProcessEnv = process.env,
): string | null {
  if (platform === 'darwin') return 'macOS has no way to tie a thread to a core'
  if (platform !== 'linux') return 'the lab ties workers to cores on Linux only'
  if (topology === undefined) return 'this system does not tell which of its cores belong together'
  return isOnPath('taskset', env) ? null : 'taskset, of the package util-linux, is not installed'
}

function isOnPath(program: string, { PATH = '' }: NodeJS.ProcessEnv): boolean {
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
