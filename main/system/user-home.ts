import { homedir, userInfo } from 'node:os'
import { isAbsolute } from 'node:path'

/**
 * @returns this user's home folder: what HOME says (on Windows USERPROFILE), and where that is empty or a relative path,
 * which would mean the folder in which the lab was started, what the system knows of the user; null for a user without
 * one, as in a container that runs under a number of its own
 */
export function userHome(): string | null {
  for (const ask of [homedir, () => userInfo().homedir]) {
    try {
      const home = ask()
      if (isAbsolute(home)) return home
    } catch {
      // the system does not know this user
    }
  }
  return null
}
