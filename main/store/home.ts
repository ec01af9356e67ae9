import { resolve } from 'node:path'
import envPaths from 'env-paths'

/** The lab's data folder: `LOCKSTEP_HOME`, or the place in which the platform keeps an application's data. */
export function labHome(env: NodeJS.ProcessEnv): string {
  const chosen = env['LOCKSTEP_HOME']
  return chosen === undefined || chosen === '' ? envPaths('lockstep', { suffix: '' }).data : resolve(chosen)
}
