import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { labHome } from '../../store/home.ts'
import { sessionExtension } from '../../store/session-writer.ts'
import { UsageError } from './exit-codes.ts'

/**
 * Finds the file of a session by its path, or by its id in the data folder.
 * @throws UsageError if there is no such session
 */
export function sessionFile(name: string): string {
  const isPath = /[/\\]/.test(name) || name.endsWith(sessionExtension)
  const path = isPath ? resolve(name) : join(labHome(process.env), 'sessions', `${name}${sessionExtension}`)
  if (existsSync(path)) return realpathSync(path)
  throw new UsageError(
    `${name}: there is no such session: expected the path of a session's file, or the id of one in the data folder (${path})`,
  )
}
