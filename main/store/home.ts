import { resolve } from 'node:path'
import envPaths from 'env-paths'
import { refuseForeignFolder } from './own-folder.ts'

/**
 * The lab's data folder: `LOCKSTEP_HOME`, or the place in which the platform keeps an application's data.
 * @throws if it is there and is somebody else's, or others may write to it
 */
export function labHome(env: NodeJS.ProcessEnv): string {
  const chosen = env['LOCKSTEP_HOME']
  const home = chosen === undefined || chosen === '' ? envPaths('lockstep', { suffix: '' }).data : resolve(chosen)
  refuseForeignFolder(home)
  return home
}
