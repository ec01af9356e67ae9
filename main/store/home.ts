import { isAbsolute, join, resolve } from 'node:path'
import { userHome } from '../system/user-home.ts'
import { refuseForeignFolder } from './own-folder.ts'

/**
 * The lab's data folder: `LOCKSTEP_HOME`, or the place in which the platform keeps an application's data. It never lies
 * in the folder in which the lab was started, unless a person names that.
 * @throws if it is there and is somebody else's, or others may write to it; for a user without a home folder
 */
export function labHome(env: NodeJS.ProcessEnv, ownHome = userHome()): string {
  const chosen = env['LOCKSTEP_HOME'] ?? ''
  const home = chosen === '' ? usualPlace(env, ownHome) : named(chosen, ownHome)
  if (home === null) {
    throw new Error(
      'this user has no home folder, so there is no place for sessions: set LOCKSTEP_HOME to a folder that can be written',
    )
  }
  refuseForeignFolder(home)
  return home
}

/** A shell expands `~` at the beginning of a word only, and a file of settings never does. */
function named(chosen: string, ownHome: string | null): string | null {
  if (!/^~([/\\]|$)/.test(chosen)) return resolve(chosen)
  return within(ownHome, chosen.slice(1))
}

/** @returns null where it would lie in a home folder, and there is none */
function usualPlace(env: NodeJS.ProcessEnv, ownHome: string | null): string | null {
  switch (process.platform) {
    case 'darwin':
      return within(ownHome, 'Library', 'Application Support', 'lockstep')
    case 'win32':
      return within(absolute(env['LOCALAPPDATA']) ?? within(ownHome, 'AppData', 'Local'), 'lockstep', 'Data')
    default:
      return within(absolute(env['XDG_DATA_HOME']) ?? within(ownHome, '.local', 'share'), 'lockstep')
  }
}

function within(folder: string | null, ...names: readonly string[]): string | null {
  return folder === null ? null : join(folder, ...names)
}

/** A relative path is to be ignored, says the XDG Base Directory Specification. */
function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null
}
